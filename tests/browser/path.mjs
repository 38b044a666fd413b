// A new reader's whole way through two lessons: every panel, every check, every quiz; the same on any cluster.
import assert from "node:assert/strict";

const bars = {
  "": { done: "steps done", next: /Look around/, you: "You" },
  "/zh": { done: "步已完成", next: /./, you: "你" },
};

async function complete(reader, id) {
  const steps = reader.page.locator("[data-done]");
  const open = await steps.evaluateAll((all) => all.filter((s) => s.dataset.done !== "true").map((s) => s.id));
  assert.deepEqual(open, [], `steps of ${id} that are not done`);
  await reader.page.locator(`.cols > .nav a.on .ring.done`).waitFor();
}

/** `create-a-deployment` from the first panel to the last quiz. */
export async function createADeployment(reader, lang) {
  await reader.go(`${lang}/learn/create-a-deployment`);
  await reader.does("create");
  await reader.prints("create", "deployment.apps/nginx created");
  await reader.does("get");
  await reader.prints("get", "nginx");
  await reader.page.locator(".lens .pod", { hasText: /^nginx-/ }).first().waitFor();
  const blank = reader.step("delete-pod").locator("input.slot");
  const first = await blankOfPod(reader, blank);
  await reader.does("delete-pod");
  await reader.prints("delete-pod", `pod "${first}" deleted`);
  await reader.does("get-pods");
  await reader.does("run");
  await reader.prints("run", "pod/lonely created");
  await reader.does("delete-lonely");
  await reader.does("delete");
  await reader.prints("delete", 'deployment.apps "nginx" deleted');
  await reader.does("create-again");
  await reader.ticked("exists");
  await reader.ticked("available");
  await reader.answers("who");
  await reader.answers("stop");
  await complete(reader, "create-a-deployment");
  await reader.page.locator(".feed .own b", { hasText: bars[lang].you }).first().waitFor();
}

/** `scale-and-heal`, reached by the link at the end of the page before. */
export async function scaleAndHeal(reader, lang) {
  await reader.go(`${lang}/learn/scale-and-heal`);
  await reader.does("scale");
  await reader.does("replicaset");
  await reader.does("wide");
  await reader.ticked("asks-for-three");
  await reader.ticked("three-ready");
  await reader.ticked("replicaset-agrees");
  await reader.does("watch");
  const pod = await blankOfPod(reader, reader.step("kill").locator("input.slot"));
  await reader.does("kill");
  await reader.prints("watch", new RegExp(`${pod} .*Terminating`));
  await reader.step("watch").locator("button.stop").click();
  await reader.step("watch").locator("button.run").waitFor();
  await reader.does("healed");
  await reader.ticked("three-ready");
  await reader.does("guarded");
  for (const quiz of ["same-replicaset", "crash-or-delete", "node-lost"]) await reader.answers(quiz);
  await complete(reader, "scale-and-heal");
}

/** The name of a pod that the cluster put into a blank. */
async function blankOfPod(reader, blank) {
  await reader.page.waitForFunction((input) => /^nginx-[a-z0-9]+-[a-z0-9]+$/.test(input.value), await blank.elementHandle());
  return blank.inputValue();
}
