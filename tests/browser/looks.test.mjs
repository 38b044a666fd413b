// How pages look: a page at work is clean for axe, nothing scrolls sideways, a picture at four widths.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { audit } from "./axe.mjs";
import { own, Reader } from "./wheelhouse.mjs";

const pictures = join(dirname(fileURLToPath(import.meta.url)), "../../target/screenshots");
mkdirSync(pictures, { recursive: true });
const { chromium, wheelhouse } = await own();

test("a page at work is clean for axe too", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const reader = await Reader.open(chromium, wheelhouse, "/learn/create-a-deployment", { colorScheme });
    await reader.run("create");
    await reader.step("create").locator(".out").waitFor();
    await reader.does("get");
    await reader.step("get").locator(".calls > summary").click();
    await reader.step("delete").locator("button.run").click();
    await reader.step("delete").locator(".ask").waitFor();
    await reader.step("run").getByRole("button", { name: "Dry run" }).click();
    await reader.step("run").locator(".changes").waitFor();
    await reader.step("who").locator(".answer summary").first().click();
    await reader.page.locator(".switcher summary").click();
    await reader.page.locator(".dock .bar button").first().click();
    await reader.page.locator(".prompt input.line").fill("kubectl get nothing");
    await reader.page.keyboard.press("Enter");
    await reader.page.locator(".past .hint").waitFor();
    await audit(reader.page, colorScheme);
    await reader.page.screenshot({ path: join(pictures, `at-work-${colorScheme}.png`), fullPage: true });
    await reader.close();
  }
});

test("pictures of every width, and nothing is wider than the screen", async () => {
  for (const [lang, path, colorScheme] of [
    ["", "/learn/create-a-deployment", "light"],
    ["/zh", "/learn/create-a-deployment", "dark"],
    ["/zh", "/learn/write-a-manifest", "light"],
    ["", "/learn", "dark"],
    ["", "/about", "light"],
    ["", "/learn/control-plane", "light"],
    ["/zh", "/learn/update-and-roll-back", "dark"],
    ["/zh", "/glossary", "light"],
    ["", "/setup", "light"],
    ["/zh", "/setup", "dark"],
  ]) {
    const reader = await Reader.open(chromium, wheelhouse, lang + path, { colorScheme });
    for (const width of [380, 768, 1440, 2560]) {
      await reader.page.setViewportSize({ width, height: 1000 });
      const wide = await reader.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${lang}${path} is ${wide} px wide on a screen of ${width}`);
      const name = `${(lang + path).slice(1).replaceAll("/", "-")}-${colorScheme}-${width}.png`;
      await reader.page.screenshot({ path: join(pictures, name) });
    }
    await reader.close();
  }
});
