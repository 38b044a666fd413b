// Without scripts: lessons can be read, links work.
import assert from "node:assert/strict";
import { test } from "node:test";
import { own, PATIENCE } from "./wheelhouse.mjs";

const { chromium, wheelhouse } = await own();

test("without JavaScript everything can be read", async () => {
  const context = await chromium.newContext({ javaScriptEnabled: false });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.goto(`${wheelhouse.address}/`);
  assert.match(page.url(), /\/learn$/);
  await page.locator(".card a", { hasText: "Create a deployment" }).click();
  await page.locator("h1", { hasText: "Create a deployment" }).waitFor();
  // Playwright's switch leaves <noscript> and `scripting: none` as they are: the text must be there, no more can be seen.
  assert.match(await page.content(), /<noscript>.*Reading needs nothing\./s);
  assert.match(await page.locator("#step-create .line").innerText(), /^kubectl create deployment/);
  await page.locator("#step-who .question", { hasText: "Who created the new pod" }).waitFor();
  await page.locator("#step-who .answer", { hasText: "The controller of the ReplicaSet" }).waitFor();
  // What is right is not in the page before it was answered.
  assert.doesNotMatch(await page.content(), /counts the pods that carry its labels/);
  await page.locator("a.language").click();
  assert.match(page.url(), /\/zh\/learn\/create-a-deployment$/);
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  await page.locator(".onward .next").click();
  assert.match(page.url(), /\/zh\/learn\/look-around$/);
  const missing = await page.goto(`${wheelhouse.address}/learn/nothing-here`);
  assert.equal(missing.status(), 404);
  await context.close();
});
