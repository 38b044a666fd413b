// One browser, many pages: they share one stream, and none of them stands still.
import assert from "node:assert/strict";
import { test } from "node:test";
import { own, Reader } from "./wheelhouse.mjs";

const { chromium, wheelhouse } = await own();

/** More than a browser's six connections to a host. */
const PAGES = 10;

test("ten pages live on one stream, hear of each other, and the last one runs a command", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/pods");
  const pages = [reader.page];
  while (pages.length < PAGES) {
    const page = await reader.context.newPage();
    await page.goto(`${wheelhouse.address}/learn/create-a-deployment`);
    await page.locator(".lens h2 small", { hasText: "live" }).waitFor();
    pages.push(page);
  }
  const last = pages.at(-1);
  await last.locator("#step-create button.run").click();
  await last.locator("#step-create[data-done=true]").waitFor();
  // What one page did, the others know: a step, and a blank that was typed.
  await pages[1].locator("#step-create[data-done=true]").waitFor();
  const blank = (page) => page.locator("#step-create input.slot").first();
  await blank(last).fill("elsewhere");
  await blank(last).press("Tab");
  await pages[1].waitForFunction(() => document.querySelector("#step-create input.slot").value === "elsewhere");
  await Promise.all(pages.slice(1).map((page) => page.close()));
  await reader.close();
});

test("a page that was left and is gone back to is live again", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/pods");
  await reader.page.goto("about:blank");
  await reader.page.goBack();
  await reader.page.locator(".lens h2 small", { hasText: "live" }).waitFor();
  assert.match(reader.page.url(), /\/learn\/pods$/);
  await reader.close();
});
