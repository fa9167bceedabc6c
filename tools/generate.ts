import { readFile, writeFile } from "node:fs/promises";
import { generatedNames, NAMES_FILE } from "./generate-names.ts";
import { generatedSchemas } from "./generate-schemas.ts";

/** Writes every generated file; with `--check` only compares, and exits 1 naming the stale ones. */
async function generate(check: boolean): Promise<number> {
  const files = new Map([...generatedSchemas(), ...(await comparableNames(check))]);
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

/** Names change with ICU: with another one than they were made with, there is nothing to compare. */
async function comparableNames(check: boolean): Promise<ReturnType<typeof generatedNames>> {
  const names = generatedNames();
  if (!check) return names;
  const made = /ICU ([\d.]+)/.exec((await readFile(NAMES_FILE, "utf8")).slice(0, 200))?.[1];
  if (made === process.versions["icu"]) return names;
  console.error(
    `${NAMES_FILE} is not compared: made with ICU ${made}, this Node has ${process.versions["icu"]}`,
  );
  return [];
}

process.exitCode = await generate(process.argv.includes("--check"));
