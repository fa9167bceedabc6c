import { readFile, writeFile } from "node:fs/promises";
import { generatedNames } from "./generate-names.ts";
import { generatedSchemas } from "./generate-schemas.ts";

/** Writes every generated file; with `--check` only compares, and exits 1 naming the stale ones. */
async function generate(check: boolean): Promise<number> {
  const files = new Map([...generatedSchemas(), ...generatedNames()]);
  const stale: string[] = [];
  for (const [path, content] of files) {
    const committed = await readFile(path, "utf8").catch(() => null);
    if (committed === content) continue;
    stale.push(path);
    if (!check) await writeFile(path, content);
  }
  for (const path of stale) console.error(check ? `${path} is stale: run npm run generate` : `wrote ${path}`);
  return check && stale.length > 0 ? 1 : 0;
}

process.exitCode = await generate(process.argv.includes("--check"));
