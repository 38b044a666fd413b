// Writes FILE.br beside every file of a folder that is worth it, so that the server never compresses assets itself. Wasm that
// this Node's engine, older than any browser's of today, cannot compile ends it with an error.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const folder = process.argv[2];
for (const name of readdirSync(folder)) {
  if (!/\.(wasm|js|css|svg)$/.test(name)) continue;
  const bytes = readFileSync(join(folder, name));
  if (name.endsWith(".wasm")) new WebAssembly.Module(bytes);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params }));
}
