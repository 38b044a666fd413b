// Writes the two fonts of the pages into a folder: the characters and weights that pages use. What is not in them, the system's
// fonts draw. The licence of each, which asks to travel with it, stands beside it.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import subsetFont from "subset-font";

const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, at) => 32 + at));
const others = "\u00a0·×–—‘’“”…←↑→↓−";
const fonts = [
  { family: "inter", wght: { min: 400, max: 700 } },
  { family: "jetbrains-mono", wght: 400 },
];

const out = process.argv[2];
for (const { family, wght } of fonts) {
  const from = join(import.meta.dirname, "node_modules/@fontsource-variable", family);
  const whole = readFileSync(join(from, "files", `${family}-latin-wght-normal.woff2`));
  const part = await subsetFont(whole, ascii + others, {
    targetFormat: "woff2",
    variationAxes: { wght },
    // No ligatures: what a command prints is read character by character.
    noLayoutClosure: true,
  });
  writeFileSync(join(out, `${family}.woff2`), part);
  copyFileSync(join(from, "LICENSE"), join(out, `${family}.LICENSE.txt`));
}
