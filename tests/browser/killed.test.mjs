// The server dies and comes back: progress is there, the page reconnects by itself, what was typed still stands there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { own, Reader } from "./wheelhouse.mjs";

const { chromium, wheelhouse } = await own();

test("kill -9 loses nothing, and the page comes back by itself", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/create-a-deployment");
  reader.expected.push(/ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|CONNECTION_RESET|NETWORK_IO_SUSPENDED)/, /Failed to fetch|network error/);
  await reader.does("create");
  await reader.ticked("available");
  await reader.page.locator(".dock .bar button").first().click();
  const prompt = reader.page.locator(".prompt input.line");
  await prompt.fill("kubectl get pods -o wide");
  await wheelhouse.kill();
  const offline = reader.page.locator(".banner.offline");
  await offline.waitFor();
  await reader.step("get").locator("button.run").click();
  await reader.step("get").locator(".status", { hasText: "broke" }).waitFor();
  const blank = reader.step("run").locator("input.slot");
  await blank.fill("alone");
  await blank.press("Tab");
  await wheelhouse.again();
  await offline.waitFor({ state: "detached" });
  assert.equal(await prompt.inputValue(), "kubectl get pods -o wide");
  await prompt.press("Enter");
  await reader.page.locator(".past .out", { hasText: "nginx-" }).waitFor();
  await reader.does("get");
  await reader.prints("get", "nginx");
  await reader.page.reload();
  await reader.alive();
  for (const step of ["create", "available", "get"]) await reader.ticked(step);
  assert.equal(await blank.inputValue(), "alone");
  await reader.close();
});

test("a page of another build than the server's loads again", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/pods");
  reader.expected.push(/ERR_|Failed to fetch|network error|404/);
  // Without shared workers, as in some browsers, the page keeps the stream itself: then it can be answered for the server here.
  await reader.context.addInitScript(() => delete globalThis.SharedWorker);
  await reader.page.reload();
  await reader.alive();
  await reader.context.route("**/api/live", (route) =>
    route.fulfill({ contentType: "text/event-stream", body: 'event: hello\ndata: {"build":"another","stream":"x"}\n\n' }),
  );
  const loaded = reader.page.waitForEvent("load");
  await wheelhouse.kill();
  await wheelhouse.again();
  await loaded;
  await reader.context.unroute("**/api/live");
  await reader.alive();
  await reader.close();
});
