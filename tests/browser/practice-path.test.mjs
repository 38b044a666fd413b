// A new reader's whole path through two lessons on the practice cluster, in both languages.
import { after, before, test } from "node:test";
import { createADeployment, scaleAndHeal } from "./path.mjs";
import { browser, Reader, Wheelhouse } from "./wheelhouse.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium?.close());

for (const [name, lang] of [["English", ""], ["Chinese", "/zh"]]) {
  test(`a new reader does both lessons on the practice cluster in ${name}`, async () => {
    const wheelhouse = await Wheelhouse.start();
    try {
      const reader = await Reader.open(chromium, wheelhouse, `${lang}/learn`);
      await createADeployment(reader, lang);
      await scaleAndHeal(reader, lang);
      await reader.close();
    } finally {
      await wheelhouse.stop();
    }
  });
}
