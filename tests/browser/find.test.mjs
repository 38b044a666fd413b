// Finding things and coming back to them: the palette, the glossary, reviews.
import assert from "node:assert/strict";
import { test } from "node:test";
import { own, Reader } from "./wheelhouse.mjs";

const { chromium, wheelhouse } = await own();

/** Opens the palette with the keyboard and types. */
async function look(reader, typed) {
  await reader.page.keyboard.press("Control+k");
  const field = reader.page.getByRole("combobox");
  await field.waitFor();
  await field.fill(typed);
  return reader.page.getByRole("option");
}

// First: checks that pass on other pages would be due too.
test("a question that was answered comes back when it is due, and not before", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/create-a-deployment");
  await reader.answers("who");
  await reader.go("/review");
  await reader.page.getByText("Nothing is due").waitFor();
  await wheelhouse.makeDue();
  await reader.go("/learn");
  await reader.page.getByRole("link", { name: "Review what is due (1)" }).click();
  await reader.page.locator(".choices button", { hasText: /./ }).first().click();
  await reader.page.locator(".choices .why").waitFor();
  await reader.page.getByRole("button", { name: "Next" }).click();
  await reader.page.getByText("Nothing is due").waitFor();
  await reader.go("/review");
  await reader.page.getByText("Nothing is due").waitFor();
  await reader.close();
});

test("a lesson, a command with a typo, a page and an object are found by keyboard", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn");
  await (await look(reader, "scale deploymnet")).filter({ hasText: "kubectl scale deployment" }).first().waitFor();
  await reader.page.keyboard.press("Escape");
  await reader.page.getByRole("dialog").waitFor({ state: "detached" });

  await (await look(reader, "glos")).filter({ hasText: "Glossary" }).first().waitFor();
  await reader.page.keyboard.press("Enter");
  await reader.page.locator("h1", { hasText: "Glossary" }).waitFor();

  const hits = await look(reader, "kube-apiserver-control");
  await hits.filter({ hasText: "pod/kube-apiserver-control-plane" }).first().click();
  await reader.page.locator(".past .out", { hasText: "Name:                 kube-apiserver-control-plane" }).waitFor();
  await reader.close();
});

test("Chinese words of two characters are found, and a hit leads to its place", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/zh/learn");
  const hits = await look(reader, "污点");
  await hits.filter({ hasText: "污点" }).first().waitFor();
  await reader.page.keyboard.press("Escape");
  await (await look(reader, "滚动更新")).first().waitFor();
  await reader.page.keyboard.press("Enter");
  await reader.page.waitForURL(/\/zh\/(learn|glossary)/);
  await reader.close();
});

test("a term explains itself on focus", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/control-plane");
  const term = reader.page.locator("a.term").first();
  await term.focus();
  // :focus-visible wants a key.
  await reader.page.keyboard.press("Shift+Tab");
  await reader.page.keyboard.press("Tab");
  const tip = reader.page.locator(`#${await term.getAttribute("aria-describedby")}`);
  await tip.waitFor({ state: "visible" });
  assert.ok((await tip.innerText()).length > 20);
  await reader.close();
});
