// What goes on until it is stopped: watches, logs, shells.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, own, Reader } from "./wheelhouse.mjs";

const { chromium, wheelhouse } = await own();

test("a watch and a log run until they are stopped", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/kubectl-essentials");
  await reader.run("toolbox-yaml");
  await reader.ticked("toolbox-yaml");
  await reader.ticked("shop-ready");
  await reader.page.locator(".dock .bar button").first().click();
  await reader.page.locator(".prompt input.line").fill("kubectl get pods -w");
  await reader.page.keyboard.press("Enter");
  const watch = reader.page.locator(".past").last();
  await watch.locator(".out", { hasText: "shop" }).waitFor();
  await watch.locator("button.stop").click();
  await watch.locator(".status", { hasText: "stopped" }).waitFor();
  const logs = reader.step("logs-follow");
  await logs.locator("button.run").click();
  await logs.locator(".out").waitFor();
  await reader.ticked("logs-follow");
  await logs.locator("button.stop").click();
  await logs.locator(".status", { hasText: "stopped" }).waitFor();
  await logs.locator("button.run").waitFor();
  await reader.close();
});

test("the prompt brings earlier commands back", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/pods");
  await reader.page.locator(".dock .bar button").first().click();
  const prompt = reader.page.locator(".prompt input.line");
  for (const line of ["kubectl get nodes", "kubectl get ns"]) {
    await prompt.fill(line);
    await prompt.press("Enter");
    await reader.page.locator(".past", { hasText: line }).locator(".status", { hasText: "done in" }).waitFor();
  }
  await prompt.press("ArrowUp");
  await prompt.press("ArrowUp");
  assert.equal(await prompt.inputValue(), "kubectl get nodes");
  await prompt.press("ArrowDown");
  assert.equal(await prompt.inputValue(), "kubectl get ns");
  await reader.close();
});

test("a shell takes what is typed, Chinese too, knows its size, and is left by keyboard", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/kubectl-essentials");
  await reader.ticked("shop-ready");
  await reader.step("exec-shell").locator("button.run").click();
  const terminal = reader.page.locator(".dock .shell");
  const screen = () => terminal.evaluate((element) => element.wheelhouseShell?.text() ?? "");
  const shows = (text) => eventually(`the shell to show ${text}`, async () => ((await screen()).includes(text) ? true : undefined));
  await terminal.locator("textarea").waitFor({ state: "attached" });
  await shows("#");
  await reader.page.keyboard.type("echo one$((1+1))three\n");
  await shows("one2three");
  // As an input method does it: letters first, then the words that they stand for.
  const devtools = await reader.context.newCDPSession(reader.page);
  await reader.page.keyboard.type("echo ");
  await devtools.send("Input.imeSetComposition", { text: "nihao", selectionStart: 5, selectionEnd: 5 });
  await devtools.send("Input.insertText", { text: "你好" });
  await shows("echo 你好");
  await reader.page.keyboard.insertText("，世界");
  await shows("echo 你好，世界");
  await reader.page.keyboard.press("Enter");
  await shows("\n你好，世界");
  await reader.page.setViewportSize({ width: 900, height: 1000 });
  await reader.page.keyboard.press("F6");
  assert.equal(await reader.page.evaluate(() => document.activeElement.tagName), "BUTTON");
  await terminal.click();
  await reader.page.keyboard.type("exit\n");
  await reader.page.locator(".dock .foot [role=status]", { hasText: "The shell ended" }).waitFor();
  await reader.ticked("exec-shell");
  await reader.page.locator(".dock .foot").getByRole("button", { name: "Close" }).click();
  await terminal.waitFor({ state: "detached" });
  await reader.close();
});
