// The same path on a real Kubernetes cluster, and what is different there: the namespace, the question with its name.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createADeployment, scaleAndHeal } from "./path.mjs";
import { RealCluster } from "./real-cluster.mjs";
import { own, Reader } from "./wheelhouse.mjs";

const skip = (process.env.SKIP ?? "").split(",").includes("cluster") && "SKIP names cluster";
let chromium, wheelhouse;
if (!skip) {
  const cluster = await RealCluster.start();
  ({ chromium, wheelhouse } = await own({ kubeconfig: cluster.kubeconfig }));
  after(() => cluster.stop());
}

/** Opens the switcher and chooses the cluster of the kubeconfig. */
async function onTheRealCluster(lang) {
  const reader = await Reader.open(chromium, wheelhouse, `${lang}/learn`);
  if ((await reader.page.locator(".switcher summary.real").count()) === 0) {
    await reader.page.locator(".switcher summary").click();
    await reader.page.locator(".switcher .choice", { hasText: "real" }).click();
    await reader.page.locator(".switcher summary.real .dot.ok").waitFor();
    await reader.page.keyboard.press("Escape");
  }
  return reader;
}

for (const [name, lang] of [["English", ""], ["Chinese", "/zh"]]) {
  test(`a new reader does both lessons on a real cluster in ${name}`, { skip }, async () => {
    const reader = await onTheRealCluster(lang);
    await createADeployment(reader, lang);
    await scaleAndHeal(reader, lang);
    // Back to the beginning for the next reader, through the prompt.
    await reader.page.locator(".dock .bar button").first().click();
    await reader.page.locator(".prompt input.line").fill("kubectl delete deployment nginx");
    await reader.page.keyboard.press("Enter");
    await reader.page.locator(".past .ask button.danger").click();
    await reader.page.locator(".past .out", { hasText: "deleted" }).waitFor();
    await reader.close();
  });
}

test("what reaches beyond the lessons asks for the cluster's name", { skip }, async () => {
  const reader = await onTheRealCluster("");
  await reader.go("/learn/cluster-and-nodes");
  await reader.page.locator(".dock .bar button").first().click();
  const node = await reader.page.locator(".lens [data-node]").last().getAttribute("data-node");
  await reader.page.locator(".prompt input.line").fill(`kubectl delete node ${node}`);
  await reader.page.keyboard.press("Enter");
  const ask = reader.page.locator(".past .ask");
  const yes = ask.locator("button.danger");
  await ask.waitFor();
  assert.ok((await ask.innerText()).includes(node));
  assert.ok(await yes.isDisabled());
  await ask.locator("input").fill("another");
  assert.ok(await yes.isDisabled());
  await ask.locator("input").fill(await ask.locator("label b").innerText());
  assert.ok(await yes.isEnabled());
  await ask.locator("button:not(.danger)").click();
  await ask.waitFor({ state: "detached" });
  await reader.page.locator(`.lens [data-node="${node}"]`).waitFor();
  await reader.close();
});
