// One lesson page at work: blanks, dry runs, questions, hints, manifests, the language, a reload in the middle.
import assert from "node:assert/strict";
import { test } from "node:test";
import { own, Reader, Wheelhouse } from "./wheelhouse.mjs";

const { chromium, wheelhouse } = await own();

test("a reload in the middle keeps what is done and what was typed", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/create-a-deployment");
  const blank = reader.step("create").locator("input.slot");
  await blank.fill("shop");
  await reader.does("create");
  await reader.prints("create", "deployment.apps/shop created");
  await reader.ticked("exists");
  await reader.page.reload();
  await reader.alive();
  await reader.ticked("create");
  await reader.ticked("exists");
  assert.equal(await blank.inputValue(), "shop");
  assert.equal(await reader.step("delete").locator("input.slot").inputValue(), "shop");
  assert.equal(await reader.step("get").getAttribute("data-done"), "false");
  await blank.fill("");
  await blank.press("Tab");
  await reader.page.waitForFunction((input) => input.value === "nginx", await blank.elementHandle());
  await reader.close();
});

test("the language changes in place and keeps output, progress and the dock", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/create-a-deployment");
  await reader.does("get");
  const printed = await reader.step("get").locator(".out").innerText();
  await reader.page.locator(".dock .bar button").first().click();
  await reader.page.locator(".prompt input.line").fill("kubectl get no");
  await reader.page.locator("a.language").click();
  await reader.page.locator("h1", { hasText: "Deployment" }).filter({ hasNotText: "Create" }).waitFor();
  assert.match(reader.page.url(), /\/zh\/learn\/create-a-deployment$/);
  assert.equal(await reader.page.locator("html").getAttribute("lang"), "zh-CN");
  assert.equal(await reader.step("get").locator(".out").innerText(), printed);
  await reader.ticked("get");
  assert.equal(await reader.page.locator(".prompt input.line").inputValue(), "kubectl get no");
  await reader.step("get").getByRole("button", { name: "运行" }).waitFor();
  await reader.close();
});

test("a dry run shows the change and changes nothing", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/create-a-deployment");
  await reader.step("run").getByRole("button", { name: "Dry run" }).click();
  await reader.step("run").locator(".changes", { hasText: "lonely" }).waitFor();
  assert.equal(await reader.step("run").getAttribute("data-done"), "false");
  await reader.page.locator(".dock .bar button").first().click();
  await reader.page.locator(".prompt input.line").fill("kubectl get pod lonely");
  await reader.page.keyboard.press("Enter");
  await reader.page.locator(".past .out", { hasText: 'pods "lonely" not found' }).waitFor();
  await reader.page.locator(".past .hint").waitFor();
  await reader.close();
});

test("a deletion asks first, and a no leaves everything", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/create-a-deployment");
  await reader.does("create-again");
  const panel = reader.step("delete");
  await panel.locator("button.run").click();
  await panel.locator(".ask").waitFor();
  assert.match(await panel.locator(".ask").innerText(), /nginx/);
  await panel.locator(".ask").getByRole("button", { name: "Cancel" }).click();
  await panel.locator(".ask").waitFor({ state: "detached" });
  await reader.ticked("exists");
  await reader.close();
});

test("the API calls of a command open to their bodies", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/create-a-deployment");
  const panel = await reader.does("get");
  await panel.locator(".calls > summary").click();
  const call = panel.locator(".calls li details").last();
  await call.locator("summary").click();
  assert.match(await call.locator("summary").innerText(), /^GET \/apis\/apps\/v1\/namespaces\/default\/deployments/);
  await call.locator("pre", { hasText: /Table|DeploymentList/ }).waitFor();
  await reader.close();
});

test("an edited manifest is kept, compared and applied", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/pods");
  const panel = reader.step("pair-yaml");
  await panel.getByRole("button", { name: "Edit" }).click();
  const editor = panel.locator(".cm-content");
  await editor.waitFor();
  await reader.page.keyboard.press("Control+End");
  await reader.page.keyboard.type("\n# mine: 我的");
  await panel.getByRole("button", { name: "Diff" }).click();
  await reader.prints("pair-yaml", "+");
  await panel.locator("button.run").click();
  await reader.prints("pair-yaml", "created");
  await reader.ticked("pair-yaml");
  await reader.page.reload();
  await reader.alive();
  await panel.locator(".editor", { hasText: "# mine: 我的" }).waitFor();
  await panel.getByRole("button", { name: "Original text" }).click();
  await panel.locator(".editor").filter({ hasNotText: "# mine" }).waitFor();
  await reader.close();
});

test("a page asks for its own lesson only, and shows no other lesson's checks", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/create-a-deployment");
  // Without shared workers the page keeps the stream itself, and what it asks for is seen here.
  await reader.context.addInitScript(() => delete globalThis.SharedWorker);
  await reader.page.reload();
  await reader.alive();
  for (const id of ["look-around", "scale-and-heal", "clean-up"]) {
    const asked = reader.page.waitForRequest((request) => {
      if (request.method() !== "POST" || !/\/api\/live\//.test(request.url())) return false;
      const lessons = request.postDataJSON().topics.map((topic) => JSON.parse(topic).lesson?.lesson).filter(Boolean);
      return lessons.length === 1 && lessons[0] === id;
    });
    await reader.page.locator(`.cols > .nav a[href$="/${id}"]`).click();
    await reader.page.waitForURL(new RegExp(`/learn/${id}$`));
    await reader.page.locator(`.cols > .nav a.on[href$="/${id}"]`).waitFor();
    await asked;
  }
  await reader.page.locator("#step-boxes-gone").waitFor();
  assert.equal(await reader.page.locator("#step-available").count(), 0);
  await reader.close();
});

test("a lesson opened out of order offers what it needs, and sets it up", async () => {
  const fresh = await Wheelhouse.start();
  const reader = await Reader.open(chromium, fresh, "/learn/scale-and-heal");
  const offer = reader.page.locator(".setup");
  await offer.waitFor();
  assert.match(await offer.innerText(), /kubectl create deployment nginx --image=nginx:1\.29/);
  await offer.getByRole("button", { name: "Set it up" }).click();
  await offer.waitFor({ state: "detached" });
  await reader.close();
  await fresh.stop();
});

test("a value that the cluster does not say is an example or 0, and follows it once it does", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/services");
  const address = reader.page.locator('[data-live-value="who-address"]').first();
  const known = reader.page.locator('[data-live-value="who-address"].known').first();
  const ready = (count) => reader.page.locator('[data-live-value="who-ready"].known').first().filter({ hasText: count }).waitFor();
  await ready("0");
  assert.equal(await known.count(), 0, "there is no such Service yet");
  const example = await address.textContent();
  await reader.page.locator(".dock .bar button").first().click();
  const type = async (line) => {
    await reader.page.locator(".prompt input.line").fill(line);
    await reader.page.keyboard.press("Enter");
  };
  await type("kubectl create deployment who --image=nginx:1.29");
  await ready("1");
  await type("kubectl create service clusterip who --tcp=80");
  await known.waitFor();
  assert.notEqual(await address.textContent(), example);
  await type("kubectl delete service,deployment who");
  await reader.page.locator(".past .ask button.danger").first().click();
  await reader.page.locator('[data-live-value="who-address"]:not(.known)').first().waitFor();
  assert.equal(await address.textContent(), example);
  await ready("0");
  await reader.close();
});

test("the outline follows its reader", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/pods");
  const marked = reader.page.locator(".nav a.heading[aria-current]:visible");
  assert.equal(await marked.count(), 0);
  const last = reader.page.locator(".nav a.heading:visible").last();
  await last.click();
  await reader.page.waitForFunction(() => document.querySelectorAll(".nav a.heading[aria-current]").length > 0);
  assert.match(reader.page.url(), /#[a-z-]+$/);
  await reader.close();
});

test("a table shows which images each node has, lacks and does not need, and follows the cluster", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/learn/join-workers");
  const table = reader.step("nodes").locator("table");
  const cells = (image) => table.locator("tr", { hasText: image }).locator("td").allInnerTexts();
  await table.getByRole("columnheader", { name: "worker-2" }).waitFor();
  assert.deepEqual(await table.getByRole("columnheader").allInnerTexts(), ["Image", "control-plane", "worker-1", "worker-2"]);
  assert.deepEqual(await cells("/etcd:"), ["22.9MB", "not needed", "not needed"]);
  assert.deepEqual(await cells("/pause:"), ["320kB", "320kB", "320kB"]);
  await reader.does("join-command");
  await reader.does("join");
  // The new node comes first for as long as it lacks what it needs.
  await table.getByText("lacks").first().waitFor();
  assert.equal((await table.getByRole("columnheader").allInnerTexts())[1], "worker-3");
  await table.getByText("lacks").first().waitFor({ state: "detached" });
  assert.deepEqual(await cells("/kube-proxy:"), ["26.5MB", "26.5MB", "26.5MB", "26.5MB"]);
  await reader.does("delete-node");
  await reader.close();
});
