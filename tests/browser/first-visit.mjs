// What a browser loads on its first visit to a lesson, in KiB as sent, heads included: before the lesson can be read (the page
// and its styles), and in all, once the page is alive and nothing more comes. For `make bench`.
import { browser, Reader, Wheelhouse } from "./wheelhouse.mjs";

const wheelhouse = await Wheelhouse.start();
const chromium = await browser();
const sizes = new Map();
try {
  const reader = await Reader.open(chromium, wheelhouse, "/about");
  await reader.context.close();

  const fresh = await chromium.newContext({ viewport: { width: 1440, height: 1000 } });
  const page = await fresh.newPage();
  const protocol = await fresh.newCDPSession(page);
  const names = new Map();
  const add = (id, bytes) => sizes.set(names.get(id), (sizes.get(names.get(id)) ?? 0) + bytes);
  protocol.on("Network.requestWillBeSent", ({ requestId, request }) => names.set(requestId, new URL(request.url).pathname));
  protocol.on("Network.responseReceived", ({ requestId, response }) => add(requestId, response.encodedDataLength));
  protocol.on("Network.dataReceived", ({ requestId, encodedDataLength }) => add(requestId, encodedDataLength));
  // What came compressed and in pieces is known only now, in all; a stream never ends.
  protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(names.get(requestId), encodedDataLength));
  await protocol.send("Network.enable");
  await page.goto(`${wheelhouse.address}/learn/scale-and-heal`);
  await page.locator(".lens .node").first().waitFor();
  await page.waitForTimeout(2000);
} finally {
  await chromium.close();
  await wheelhouse.stop();
}
const kib = (bytes) => bytes / 1024;
const all = [...sizes].sort(([, one], [, other]) => other - one);
for (const [name, bytes] of all) console.error(`${kib(bytes).toFixed(1).padStart(8)}  ${name}`);
const readable = all.filter(([name]) => name.startsWith("/learn/") || name.endsWith(".css"));
const sum = (list) => kib(list.reduce((sum, [, bytes]) => sum + bytes, 0));
console.log(JSON.stringify({ readable: sum(readable), all: sum(all) }));
