// A real Kubernetes control plane for these tests, started by the Rust harness (`tests/src/bin/real-cluster.rs`).
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { program } from "./wheelhouse.mjs";

/** Runs until it is stopped; ends by itself when this process does. */
export class RealCluster {
  static async start() {
    const cluster = new RealCluster();
    cluster.dir = mkdtempSync(join(tmpdir(), "wheelhouse-real-"));
    cluster.kubeconfig = join(cluster.dir, "kubeconfig");
    const bin = process.env.REAL_CLUSTER_BIN ?? join(dirname(program), "real-cluster");
    cluster.process = spawn(bin, [cluster.kubeconfig], { stdio: ["pipe", "pipe", "inherit"] });
    cluster.ended = new Promise((done) => cluster.process.on("exit", done));
    cluster.program = await new Promise((ready, failed) => {
      let said = "";
      cluster.process.on("error", failed);
      cluster.process.on("exit", (code) => failed(new Error(`${bin} ended with ${code}`)));
      cluster.process.stdout.on("data", (bytes) => {
        said += bytes;
        const line = /^ready (.+)\n/m.exec(said);
        if (line) ready(line[1]);
      });
    });
    return cluster;
  }

  /** What the real kubectl says: the judge of what really happened on the cluster. */
  kubectl(...args) {
    const env = { ...process.env, KUBECONFIG: this.kubeconfig };
    return new Promise((done, failed) => {
      execFile(this.program, args, { env }, (error, out) => (error ? failed(error) : done(out.trim())));
    });
  }

  async stop() {
    this.process.stdin.end();
    await this.ended;
    rmSync(this.dir, { recursive: true, force: true });
  }
}
