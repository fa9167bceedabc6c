import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** All YAML files under `dir`: path relative to it, with `/`, -> text. Rejects when the folder cannot be read. */
export async function readKnowledgeFiles(dir: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml") && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const texts = await Promise.all(paths.map((path) => readFile(path, "utf8")));
  return new Map(paths.map((path, index) => [relative(dir, path).split(sep).join("/"), texts[index] ?? ""]));
}
