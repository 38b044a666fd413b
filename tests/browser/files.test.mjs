// The course as files: exported for reading anywhere, and edited by its authors while it is served.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, afterEach, before, test } from "node:test";
import { browser, PATIENCE, program, Reader, Wheelhouse } from "./wheelhouse.mjs";

const content = join(dirname(fileURLToPath(import.meta.url)), "../../content");
let chromium, dir, wheelhouse;
before(async () => {
  chromium = await browser();
  dir = mkdtempSync(join(tmpdir(), "wheelhouse-files-"));
});
afterEach(async () => {
  await wheelhouse?.stop();
  wheelhouse = undefined;
});
after(async () => {
  await chromium?.close();
  rmSync(dir, { recursive: true, force: true });
});

test("the exported course is read from a disk: links, language, pictures, style", async () => {
  const out = join(dir, "export");
  execFileSync(program, ["course", "export", out], { stdio: "pipe" });
  const context = await chromium.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const missing = [];
  page.on("requestfailed", (request) => missing.push(request.url()));
  await page.goto(pathToFileURL(join(out, "index.html")).href);
  await page.locator("h1", { hasText: "Study Kubernetes" }).waitFor();
  await page.locator(".card a", { hasText: "Controllers" }).click();
  await page.locator("h1", { hasText: "Controllers" }).waitFor();
  await page.locator(".picture svg text").first().waitFor();
  assert.equal(await page.locator("button:visible").count(), 0, "no button that does nothing");
  await page.locator("a.language").click();
  await page.locator('html[lang="zh-CN"]').waitFor();
  await page.locator(".onward .next").click();
  assert.match(page.url(), /zh\/learn\/[a-z-]+\.html$/);
  const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
  assert.match(font, /Inter/);
  assert.deepEqual(missing, []);
  await context.close();

  assert.throws(() => execFileSync(program, ["course", "export", out], { stdio: "pipe" }), /is not empty/);
});

test("every link of the exported course leads to a file", () => {
  const out = join(dir, "export");
  const pages = execFileSync("find", [out, "-name", "*.html"]).toString().trim().split("\n");
  assert.ok(pages.length > 30, `${pages.length} pages`);
  for (const page of pages) {
    const html = readFileSync(page, "utf8");
    assert.doesNotMatch(html, /<script/, page);
    for (const [, href] of html.matchAll(/href="([^"]+)"/g)) {
      if (/^https?:/.test(href)) continue;
      const [path, anchor] = href.split("#");
      const target = path ? join(dirname(page), path) : page;
      assert.ok(existsSync(target), `${page} links to ${href}`);
      if (anchor) assert.ok(readFileSync(target, "utf8").includes(`id="${anchor}"`), `${page} links to ${href}`);
    }
  }
});

test("a lesson prints on paper: all frames, no buttons, no panes", async () => {
  wheelhouse = await Wheelhouse.start();
  const reader = await Reader.open(chromium, wheelhouse, "/learn/update-and-roll-back");
  await reader.page.emulateMedia({ media: "print" });
  assert.equal(await reader.page.locator("button:visible, .dock:visible, .lens:visible, .nav:visible").count(), 0);
  const frames = reader.page.locator(".frames li");
  assert.ok((await frames.count()) > 3);
  for (const frame of await frames.all()) assert.ok(await frame.isVisible());
  const pdf = await reader.page.pdf({ format: "A4" });
  assert.ok(pdf.length > 20_000);
  await reader.close();
});

test("what an author saves is on the open page, and a mistake leaves the old text there", async (t) => {
  const edited = join(dir, "content");
  cpSync(content, edited, { recursive: true });
  wheelhouse = await Wheelhouse.start({ content: edited });
  const reader = await Reader.open(chromium, wheelhouse, "/learn/pods");
  const file = join(edited, "en/pods.md");
  const text = readFileSync(file, "utf8");
  const saved = performance.now();
  writeFileSync(file, text.replace(/^## .*$/m, (heading) => heading.replace(/^## [^{]*/, "## A heading of today ")));
  await reader.page.locator("h2", { hasText: "A heading of today" }).waitFor();
  // For people: the aim is a second, with a release build.
  t.diagnostic(`from an author's save to the page shown again: ${Math.round(performance.now() - saved)} ms`);
  writeFileSync(file, `${text}\n<script>alert(1)</script>\n`);
  await new Promise((done) => setTimeout(done, 1000));
  assert.match(await (await fetch(`${wheelhouse.address}/learn/pods`)).text(), /A heading of today/);
  await reader.close();
});
