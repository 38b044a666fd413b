// The set-up page: machines and choices are typed, problems are told, the runbook follows, ticks and files stay.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { own, Reader } from "./wheelhouse.mjs";

const { chromium, wheelhouse } = await own();

/** The file behind a link. */
async function downloaded(reader, link) {
  const [download] = await Promise.all([reader.page.waitForEvent("download"), link.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

const row = (reader, at) => reader.page.locator(".machines li").nth(at);
const saved = (reader) => reader.page.getByRole("status").filter({ hasText: /^(saved|已保存)$/ }).waitFor();
const problem = (reader, text) => reader.page.locator(".problems li", { hasText: text });

test("a site is typed, its problems are told, and its runbook follows, is ticked and stays", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/setup");
  await reader.page.getByRole("heading", { name: "Runbook" }).waitFor();
  // The example's nodes are none of the practice cluster's: nothing is done before somebody did it.
  await reader.step("node-1-ready").getByText("There is no node called node-1 yet.").waitFor();
  await reader.page.locator(".progress", { hasText: /^0 \// }).waitFor();

  await row(reader, 2).getByLabel("Host name").fill("node-1");
  await problem(reader, "Two machines are called `node-1`.").waitFor();
  assert.equal(await reader.page.locator(".runbook").count(), 0, "no steps while something is to be mended");
  await row(reader, 2).getByLabel("Host name").fill("$(reboot); <b>x</b>");
  await problem(reader, "`$(reboot); <b>x</b>` is no host name").waitFor();
  await row(reader, 2).getByLabel("Host name").fill("gpu-1");
  await reader.page.locator("#machine-gpu-1").waitFor();
  // Each reason stands at its field; what is pasted is never cut, only freed of the blanks around it.
  const address = row(reader, 2).getByLabel("IPv4 address");
  await address.fill("127.0.0.1");
  await row(reader, 2).locator(".wrong", { hasText: "a loopback address" }).waitFor();
  assert.equal(await address.getAttribute("aria-invalid"), "true");
  await address.fill("  192.168.56.100/24 and more ");
  await row(reader, 2).locator(".wrong", { hasText: "`192.168.56.100/24 and more` of `gpu-1` is no IPv4 address." }).waitFor();
  await address.fill(" 192.168.56.12 ");
  await reader.page.locator("#machine-gpu-1").waitFor();
  const pods = reader.page.getByLabel("Addresses of pods");
  await pods.fill("10.244.0.0/24");
  await reader.page.locator(".fields .bad", { hasText: "enough for 1, and there are 3 machines" }).waitFor();
  await pods.fill("10.244.0.0/16");
  await reader.page.locator("#machine-gpu-1").waitFor();

  await reader.page.getByRole("button", { name: "Add a machine" }).click();
  await row(reader, 3).getByLabel("Host name").fill("gpu-2");
  await row(reader, 3).getByLabel("IPv4 address").fill("192.168.56.40");
  await reader.page.locator("#machine-gpu-2").waitFor();
  await reader.page.getByRole("button", { name: "Remove node-1" }).click();
  await reader.page.locator("#machine-node-1").waitFor({ state: "detached" });
  await reader.page.getByLabel("Packages and images from").selectOption("aliyun");
  await reader.step("control-plane-1-init").getByText("registry.aliyuncs.com/google_containers").first().waitFor();
  await saved(reader);

  const box = reader.step("control-plane-1-swap").getByRole("checkbox");
  await box.click();
  await reader.ticked("control-plane-1-swap");
  await reader.step("control-plane-1-name").getByRole("checkbox").click();
  await reader.ticked("control-plane-1-name");
  await reader.page.locator(".progress", { hasText: /^2 \// }).waitFor();
  await box.click();
  await reader.page.locator(".progress", { hasText: /^1 \// }).waitFor();

  await wheelhouse.kill();
  reader.expected.push(/ERR_|Failed to load/);
  await wheelhouse.again();
  await reader.go("/setup");
  await reader.ticked("control-plane-1-name");
  assert.equal(await reader.step("control-plane-1-name").getByRole("checkbox").isChecked(), true);
  assert.equal(await reader.step("control-plane-1-swap").getByRole("checkbox").isChecked(), false);
  assert.equal(await row(reader, 2).getByLabel("Host name").inputValue(), "gpu-2");
  assert.equal(await reader.page.getByLabel("Packages and images from").inputValue(), "aliyun");
  await reader.close();
});

test("a script and the site are files, and the file brings the site back", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/setup");
  await row(reader, 1).getByLabel("Host name").fill("first-name");
  await reader.page.locator("#machine-first-name").waitFor();
  const script = await downloaded(reader, reader.page.getByRole("link", { name: "Script for first-name" }));
  assert.equal(script.name, "first-name.sh");
  assert.match(script.text, /^#!\/usr\/bin\/env bash\n/);
  assert.match(script.text, /\nstep 'Join as a worker' /);
  const site = await downloaded(reader, reader.page.getByRole("link", { name: "Save as a file" }));
  assert.equal(site.name, "set-up.yaml");
  assert.match(site.text, /- name: first-name\n/);

  await row(reader, 1).getByLabel("Host name").fill("second-name");
  await reader.page.locator("#machine-second-name").waitFor();
  const file = { name: "set-up.yaml", mimeType: "application/yaml" };
  const field = reader.page.getByLabel("Load a file");
  await field.setInputFiles({ ...file, buffer: Buffer.from(site.text) });
  await reader.page.locator("#machine-first-name").waitFor();
  assert.equal(await row(reader, 1).getByLabel("Host name").inputValue(), "first-name");

  reader.expected.push(/400/);
  await field.setInputFiles({ ...file, buffer: Buffer.from("machines: 7\n") });
  await reader.page.getByRole("alert").filter({ hasText: "this is no file of the set-up page" }).waitFor();
  assert.equal(await row(reader, 1).getByLabel("Host name").inputValue(), "first-name");
  const hostile = site.text.replaceAll("first-name", "'a; reboot'");
  await field.setInputFiles({ ...file, buffer: Buffer.from(hostile) });
  await problem(reader, "`a; reboot` is no host name").waitFor();
  await reader.close();
});

test("nodes that are there pass by themselves, in both languages", async () => {
  const reader = await Reader.open(chromium, wheelhouse, "/zh/setup");
  const names = ["control-plane", "worker-1", "worker-2"];
  const site = await downloaded(reader, reader.page.getByRole("link", { name: "保存为文件" }));
  const machines = names.map((name, at) => `- {name: ${name}, address: 192.168.56.1${at}, control_plane: ${at === 0}, system: debian-12, arch: amd64}`);
  const text = site.text.replace(/machines:\n[^]*?\n(?=[a-z])/, `machines:\n${machines.join("\n")}\n`);
  await reader.page.getByLabel("载入文件").setInputFiles({ name: "a.yaml", mimeType: "application/yaml", buffer: Buffer.from(text) });
  for (const name of names) await reader.ticked(`${name}-ready`);
  await reader.step("worker-2-ready").getByText("worker-2 已就绪").waitFor();
  await reader.page.getByRole("link", { name: "English" }).click();
  await reader.page.getByRole("heading", { name: "Set up" }).waitFor();
  await reader.step("worker-2-ready").getByText("worker-2 is Ready").waitFor();
  await reader.ticked("worker-2-ready");
  await reader.close();
});

test("the runbook reads without scripts", async () => {
  const reader = await chromium.newContext({ javaScriptEnabled: false });
  const page = await reader.newPage();
  await page.goto(`${wheelhouse.address}/setup`);
  await page.getByRole("heading", { name: "Set up" }).waitFor();
  // Whatever the tests before left: the first machine is made a control plane, in words that were there without a script.
  const name = await page.locator(".machines li input").first().inputValue();
  await page.locator(`#step-${name}-init`).getByText("--apiserver-advertise-address 192.168.56.10").waitFor();
  await reader.close();
});
