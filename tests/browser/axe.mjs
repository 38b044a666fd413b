// What axe finds on a page, and the test that it finds nothing on any page of a language.
import assert from "node:assert/strict";
import { test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { own, Reader } from "./wheelhouse.mjs";

const fixed = ["/learn", "/setup", "/glossary", "/review", "/about", "/nothing-here"];

/** What axe knows of colours. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Fails with what axe finds; without `rules` by all that it follows by itself. */
export async function audit(page, where, rules) {
  // No page has frames of other origins: axe need not open a page of its own for each audit.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  const found = violations.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).join("\n  ")}`);
  assert.deepEqual(found, [], where);
}

/** Every page in the light, and no table in it is cut off on a desk's screen; in the dark, where the same elements have other colours, what axe knows of colours. */
export async function everyPageIsClean(lang) {
  const { chromium, wheelhouse } = await own();
  const map = await (await fetch(`${wheelhouse.address}/learn`)).text();
  const lessons = [...map.matchAll(/href="(\/learn\/[a-z-]+)"/g)].map(([, path]) => path);
  assert.ok(lessons.length > 7, `the map links to ${lessons}`);
  test(`every page is clean for axe in both themes: ${lang || "/en"}`, async () => {
    const reader = await Reader.open(chromium, wheelhouse, `${lang}/learn`);
    reader.expected.push(/404/);
    for (const path of [...fixed, ...new Set(lessons)]) {
      await reader.page.goto(wheelhouse.address + lang + path);
      await reader.page.locator("h1").waitFor();
      if (path !== "/nothing-here") await reader.alive();
      const cut = await reader.page.locator("main .table").evaluateAll((all) => all.filter((box) => box.scrollWidth > box.clientWidth).length);
      assert.equal(cut, 0, `${lang}${path} has tables that are wider than its column`);
      await audit(reader.page, `${lang}${path}, light`);
      await reader.page.emulateMedia({ colorScheme: "dark" });
      await audit(reader.page, `${lang}${path}, dark`, COLOURS);
      await reader.page.emulateMedia({ colorScheme: "light" });
    }
    await reader.close();
  });
}
