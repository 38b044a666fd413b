// What a reader chooses: the theme, a fresh practice cluster, the lessons' namespace.
import assert from "node:assert/strict";
import { test } from "node:test";
import { own, Reader } from "./wheelhouse.mjs";

const { chromium, wheelhouse } = await own();

test("the theme is chosen, and is still chosen after a reload", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn");
  const paper = () => reader.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await reader.page.locator(".switcher summary").click();
  const saved = reader.page.waitForResponse((response) => response.url().endsWith("/api/fn/theme"));
  await reader.page.locator(".switcher select").selectOption("dark");
  await saved;
  await reader.page.locator('html[data-theme="dark"]').waitFor();
  assert.notEqual(await paper(), light);
  await reader.page.reload();
  await reader.page.locator('html[data-theme="dark"]').waitFor();
  await reader.close();
});

test("start over brings a fresh cluster and keeps what was learned", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/create-a-deployment");
  await reader.does("create");
  await reader.page.locator(".lens .pod", { hasText: "nginx-" }).first().waitFor();
  await reader.page.locator(".switcher summary").click();
  await reader.page.locator(".switcher").getByRole("button", { name: "Start over" }).click();
  await reader.page.locator(".switcher .ask .danger").click();
  await reader.page.locator(".lens .pod", { hasText: "nginx-" }).first().waitFor({ state: "detached" });
  await reader.page.locator(".lens .node").nth(2).waitFor();
  await reader.page.reload();
  await reader.alive();
  await reader.ticked("create");
  await reader.close();
});
