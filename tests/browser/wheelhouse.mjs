// The harness: a Wheelhouse of its own for each test file, a browser, and ways to say what a reader does.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import initSqlJs from "sql.js";

const here = dirname(fileURLToPath(import.meta.url));

/** The program under test. */
export const program = process.env.WHEELHOUSE_BIN ?? join(here, "../../target/debug/wheelhouse");

/** How long anything may take before a test gives up. Not a promise to readers: those are measured by the benchmarks. */
export const PATIENCE = 60_000;

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Asks until the answer is no longer `undefined`; fails with what it waited for. */
export async function eventually(what, ask) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A running Wheelhouse with a data directory of its own. */
export class Wheelhouse {
  /** Starts one. `kubeconfig` connects it to a cluster; without one it has the practice cluster alone. */
  static async start({ kubeconfig, content } = {}) {
    const wheelhouse = new Wheelhouse();
    wheelhouse.more = content ? ["--content", content] : [];
    wheelhouse.dir = mkdtempSync(join(tmpdir(), "wheelhouse-browser-"));
    wheelhouse.kubeconfig = kubeconfig ?? join(wheelhouse.dir, "no-kubeconfig");
    if (!kubeconfig) writeFileSync(wheelhouse.kubeconfig, "apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers: []\n");
    wheelhouse.port = await freePort();
    await wheelhouse.again();
    return wheelhouse;
  }

  /** Starts the program (again), on the same port and data. */
  async again() {
    const args = ["--listen", `127.0.0.1:${this.port}`, "--data-dir", join(this.dir, "data"), "--kubeconfig", this.kubeconfig, ...this.more];
    this.said = "";
    this.process = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, RUST_LOG: "warn" } });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on("data", (bytes) => (this.said = (this.said + bytes).slice(-20_000)));
    }
    this.ended = new Promise((done) => this.process.on("exit", done));
    await eventually(`${program} to be ready`, async () => {
      if (this.process.exitCode !== null) throw new Error(`it ended with ${this.process.exitCode}:\n${this.said}`);
      const answer = await fetch(`${this.address}/readyz`).catch(() => undefined);
      return answer?.ok ? true : undefined;
    });
  }

  get address() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Lets time pass: stops it, makes every review due, starts it again. */
  async makeDue() {
    this.process.kill("SIGTERM");
    await this.ended;
    const file = join(this.dir, "data/wheelhouse.db");
    const bytes = readFileSync(file);
    // Closed cleanly, nothing is left in a write-ahead log: read it as a plain database (file format, offsets 18 and 19).
    bytes.fill(1, 18, 20);
    const { Database } = await initSqlJs();
    const database = new Database(bytes);
    database.run("update review set due_at = 0");
    writeFileSync(file, database.export());
    database.close();
    await this.again();
  }

  /** Ends the program at once, as a power cut would. */
  async kill() {
    this.process.kill("SIGKILL");
    await this.ended;
  }

  /** Ends it and removes its data. */
  async stop() {
    this.process.kill("SIGTERM");
    await this.ended;
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Debian's Chromium, kept from calling out. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** A browser and a Wheelhouse for the tests of one file; both end with them. The options are those of `Wheelhouse.start`. */
export async function own(options) {
  const chromium = await browser();
  after(() => chromium.close());
  const wheelhouse = await Wheelhouse.start(options);
  after(() => wheelhouse.stop());
  return { chromium, wheelhouse };
}

/** A page that fails its test when the browser's console has an error or a warning. */
export class Reader {
  static async open(chromium, wheelhouse, path, options = {}) {
    const reader = new Reader();
    reader.context = await chromium.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: "reduce", ...options });
    reader.page = await reader.context.newPage();
    reader.page.setDefaultTimeout(PATIENCE);
    reader.complaints = [];
    reader.expected = [];
    reader.page.on("pageerror", (error) => reader.complaints.push(String(error)));
    reader.page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) reader.complaints.push(message.text());
    });
    reader.wheelhouse = wheelhouse;
    await reader.go(path);
    return reader;
  }

  /** Opens an address and waits until the page is alive: until it heard from the cluster. */
  async go(path) {
    await this.page.goto(this.wheelhouse.address + path);
    await this.alive();
  }

  async alive() {
    await this.page.locator(".switcher .dot.ok").waitFor();
  }

  step(id) {
    return this.page.locator(`#step-${id}`);
  }

  /** Presses Run and, where it asks, says yes. */
  async run(id) {
    const panel = this.step(id);
    await panel.locator("button.run").first().click();
    const yes = panel.locator(".ask button.danger");
    await panel.locator(".ask, .out").first().waitFor();
    if (await yes.isVisible()) await yes.click();
    return panel;
  }

  /** Waits until a step is ticked; says what the page showed where it never is. */
  async ticked(id) {
    const panel = this.step(id);
    try {
      await panel.and(this.page.locator('[data-done="true"]')).waitFor();
    } catch (error) {
      throw new Error(`step ${id} was not ticked; the page shows:\n${await panel.innerText()}`, { cause: error });
    }
  }

  /** Runs a step and waits until it is ticked. */
  async does(id) {
    await this.run(id);
    await this.ticked(id);
    return this.step(id);
  }

  /** Waits until an output shows something. */
  async prints(id, text) {
    await this.step(id).locator(".out").filter({ hasText: text }).waitFor();
  }

  /** Answers a quiz, one after the other until one is right. Which one that is, the page does not say before. */
  async answers(id) {
    const quiz = this.step(id);
    const all = quiz.locator(".answer");
    assert.equal(await quiz.locator(".answer.right").count(), 0);
    for (const answer of await all.all()) {
      await answer.locator("summary").click();
      await answer.locator(".why b").waitFor();
      if (await quiz.locator(".answer.right").count()) break;
    }
    await this.ticked(id);
  }

  async close() {
    await this.context.close();
    const left = this.complaints.filter((text) => !this.expected.some((known) => known.test(text)));
    if (left.length > 0) throw new Error(`the console complained:\n${left.join("\n")}`);
  }
}
