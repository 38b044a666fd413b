// Every page in English is clean for axe. A file for each language: files run side by side.
import { everyPageIsClean } from "./axe.mjs";

await everyPageIsClean("");
