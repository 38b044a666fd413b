// The same path on a real Kubernetes cluster, and what is different there: the namespace, the question with its name.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createADeployment, scaleAndHeal } from "./path.mjs";
import { RealCluster } from "./real-cluster.mjs";
import { own, Reader } from "./wheelhouse.mjs";

const skip = (process.env.SKIP ?? "").split(",").includes("cluster") && "SKIP names cluster";
let chromium, cluster, wheelhouse;
if (!skip) {
  cluster = await RealCluster.start();
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

/** Types a line into the dock's prompt. */
async function types(reader, line) {
  const prompt = reader.page.locator(".prompt input.line");
  if (!(await prompt.isVisible())) await reader.page.locator(".dock .bar button").first().click();
  await prompt.fill(line);
  await reader.page.keyboard.press("Enter");
}

for (const [name, lang] of [["English", ""], ["Chinese", "/zh"]]) {
  test(`a new reader does both lessons on a real cluster in ${name}`, { skip }, async () => {
    const reader = await onTheRealCluster(lang);
    await createADeployment(reader, lang);
    await scaleAndHeal(reader, lang);
    // Back to the beginning for the next reader, through the prompt.
    await types(reader, "kubectl delete deployment nginx");
    await reader.page.locator(".past .ask button.danger").click();
    await reader.page.locator(".past .out", { hasText: "deleted" }).waitFor();
    await reader.close();
  });
}

test("what reaches beyond the lessons asks for the cluster's name", { skip }, async () => {
  const reader = await onTheRealCluster("");
  await reader.go("/learn/cluster-and-nodes");
  const node = await reader.page.locator(".lens [data-node]").last().getAttribute("data-node");
  await types(reader, `kubectl delete node ${node}`);
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

test("a drain lists what it would evict, and evicts once the cluster's name is typed", { skip }, async () => {
  const reader = await onTheRealCluster("");
  await reader.go("/learn/scale-and-heal");
  await types(reader, "kubectl create deployment shop --image=nginx --replicas=4");
  await reader.page.locator(".past .out", { hasText: "deployment.apps/shop created" }).waitFor();
  await cluster.kubectl("rollout", "status", "deployment/shop", "-n", "wheelhouse");
  const pods = async (node) => {
    const where = [`--field-selector=spec.nodeName=${node}`, "-l", "app=shop", "-A", "-o", "name"];
    return (await cluster.kubectl("get", "pods", ...where)).split("\n").filter(Boolean).sort();
  };
  const node = await cluster.kubectl("get", "pods", "-A", "-l", "app=shop", "-o", "jsonpath={.items[0].spec.nodeName}");
  const closed = () => cluster.kubectl("get", "node", node, "-o", "jsonpath={.spec.unschedulable}");
  const first = await pods(node);
  assert.notEqual(first.length, 0);

  await types(reader, `kubectl drain ${node}`);
  const ask = reader.page.locator(".past .ask");
  await ask.waitFor();
  const listed = await ask.locator("li").allInnerTexts();
  const expected = [`node/${node}`, ...first.map((pod) => `${pod} (namespace wheelhouse)`)];
  assert.deepEqual(listed.sort(), expected.sort());

  // A wrong name: neither the button nor the key does anything, and the server does not believe it either.
  const yes = ask.locator("button.danger");
  await ask.locator("input").fill("practice");
  assert.ok(await yes.isDisabled());
  await reader.page.keyboard.press("Enter");
  const answer = await reader.page.evaluate(async (line) => {
    const body = { cluster: "real", lesson: null, step: null, lang: "en", line, preview: false, confirmed: "practice" };
    const headers = { "content-type": "application/json" };
    return (await fetch("/api/run", { method: "POST", headers, body: JSON.stringify(body) })).text();
  }, `kubectl drain ${node}`);
  assert.ok(JSON.parse(answer).ask, answer);
  assert.equal(await closed(), "");
  assert.deepEqual(await pods(node), first);

  await ask.locator("input").fill("real");
  await yes.click();
  await reader.page.locator(".past .out", { hasText: `node/${node} drained` }).waitFor();
  assert.equal(await closed(), "true");
  assert.deepEqual(await pods(node), []);
  await cluster.kubectl("uncordon", node);
  await cluster.kubectl("delete", "deployment", "shop", "-n", "wheelhouse");
  await reader.close();
});

test("the lessons' namespace is removed when it is asked for, and made again by a lesson", { skip }, async () => {
  const reader = await onTheRealCluster("");
  await reader.go("/learn/create-a-deployment");
  const uid = () => cluster.kubectl("get", "namespace", "wheelhouse", "--ignore-not-found", "-o", "jsonpath={.metadata.uid}");
  await cluster.kubectl("create", "configmap", "left", "-n", "wheelhouse");
  const before = await uid();
  assert.notEqual(before, "");
  await reader.page.locator(".switcher summary").click();
  const sheet = reader.page.locator(".switcher .sheet");
  const button = sheet.locator("button.danger");
  await button.click();
  const ask = sheet.locator(".ask");
  await ask.waitFor();
  assert.ok((await ask.innerText()).includes("real/wheelhouse"));
  // No is no.
  await ask.locator("button:not(.danger)").click();
  await ask.waitFor({ state: "detached" });
  assert.equal(await uid(), before);
  await button.click();
  await ask.locator("button.danger").click();
  await sheet.locator(".note[role=status]", { hasText: "It is removed" }).waitFor();
  assert.equal(await uid(), "");
  await reader.page.keyboard.press("Escape");
  await reader.does("create");
  await reader.prints("create", "deployment.apps/nginx created");
  const after = await uid();
  assert.ok(after !== "" && after !== before);
  assert.equal(await cluster.kubectl("get", "configmap", "left", "-n", "wheelhouse", "--ignore-not-found"), "");
  assert.equal(await cluster.kubectl("get", "deployments", "-n", "wheelhouse", "-o", "name"), "deployment.apps/nginx");
  await reader.close();
});
