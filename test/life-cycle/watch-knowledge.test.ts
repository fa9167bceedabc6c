import { mkdir, rm, writeFile } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Scheduler, systemScheduler } from "../../adapters/announcements/scheduler.ts";
import { readKnowledgeFiles } from "../../adapters/files/read-knowledge.ts";
import { watchKnowledge } from "../../adapters/files/watch-knowledge.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import type { ParseResult } from "../../src/knowledge/parse-knowledge.ts";
import { aKnowledge } from "../announcements/knowledge-fixture.ts";
import { tempFolder } from "../store/temp-folder.ts";

describe("watchKnowledge", () => {
  it("hands over the knowledge after a file was added", async () => {
    const watch = await watched();
    await watch.write("signatories/norway.yaml", "country: NO");
    expect((await watch.next()).hash).toBe("signatories/norway.yaml=country: NO");
  });

  it("hands over the knowledge after a file was removed", async () => {
    const watch = await watched({ "latvia.yaml": "country: LV", "norway.yaml": "country: NO" });
    await rm(`${watch.dir}/norway.yaml`);
    expect((await watch.next()).hash).toBe("latvia.yaml=country: LV");
  });

  it("finds what changed before the watch began", async () => {
    const watch = await watched({ "latvia.yaml": "country: LV" }, "of an hour ago");
    expect((await watch.next()).hash).toBe("latvia.yaml=country: LV");
  });

  it("reports all problems of a change, and hands over the next sound one", async () => {
    const watch = await watched();
    await watch.write("norway.yaml", "broken");
    expect(await watch.nextProblems()).toEqual(["norway.yaml: one", "norway.yaml: two"]);
    await watch.write("norway.yaml", "country: NO");
    expect((await watch.next()).hash).toBe("norway.yaml=country: NO");
    expect(watch.changes()).toBe(1);
  });

  it("takes no notice of what editors keep beside a file", async () => {
    const delays: number[] = [];
    const counting: Scheduler = {
      ...systemScheduler,
      after(ms, run) {
        delays.push(ms);
        return systemScheduler.after(ms, run);
      },
    };
    const watch = await watched({}, "", counting);
    for (const name of [".norway.yaml.swp", "norway.yaml~", ".#norway.yaml", "4913"]) {
      await watch.write(name, "draft");
    }
    await watch.write("norway.yaml", "country: NO");
    await watch.next();
    expect(delays.length, "the start of the watch, and one file").toBe(2);
  });

  it("reads the folder once at a time", async () => {
    const watch = await watched();
    for (const name of ["a", "b", "c"]) await watch.write(`${name}.yaml`, `country: ${name}`);
    while (!(await watch.next()).hash.includes("c.yaml"));
    expect(watch.mostLoads()).toBe(1);
  });
});

/** Watches a folder with these files; its knowledge is named after what is in it. */
async function watched(
  files: Readonly<Record<string, string>> = {},
  hash = hashOf(new Map(Object.entries(files))),
  scheduler: Scheduler = systemScheduler,
) {
  const dir = await tempFolder();
  await mkdir(`${dir}/signatories`);
  const write = (name: string, text: string) => writeFile(`${dir}/${name}`, text);
  for (const [name, text] of Object.entries(files)) await write(name, text);
  const changed = channel<KnowledgeBase>();
  const rejected = channel<string[]>();
  const loads = { now: 0, most: 0 };
  const load = async (): Promise<ParseResult> => {
    loads.most = Math.max(loads.most, ++loads.now);
    const texts = await readKnowledgeFiles(dir);
    loads.now -= 1;
    return resultOf(texts);
  };
  const watch = watchKnowledge({
    dir,
    hash,
    load,
    scheduler,
    changed: changed.push,
    rejected: (problems) => rejected.push(problems.map(({ file, message }) => `${file}: ${message}`)),
    failed(error) {
      throw error;
    },
  });
  onTestFinished(() => watch.stop());
  await watch.ready;
  return {
    dir,
    write,
    next: changed.next,
    nextProblems: rejected.next,
    changes: changed.count,
    mostLoads: () => loads.most,
  };
}

function resultOf(texts: ReadonlyMap<string, string>): ParseResult {
  const problems = [...texts]
    .filter(([, text]) => text === "broken")
    .flatMap(([file]) => ["one", "two"].map((message) => ({ file, path: "", message })));
  if (problems.length > 0) return { problems };
  return { knowledge: { ...aKnowledge([]), hash: hashOf(texts) }, warnings: [] };
}

function hashOf(texts: ReadonlyMap<string, string>): string {
  return [...texts].map(([file, text]) => `${file}=${text}`).join(" ");
}

/** What comes in by callback, to be awaited one by one. */
function channel<T>() {
  const values: T[] = [];
  const waiting: Array<(value: T) => void> = [];
  let count = 0;
  return {
    push(value: T) {
      count += 1;
      const taker = waiting.shift();
      if (taker) taker(value);
      else values.push(value);
    },
    next(): Promise<T> {
      const value = values.shift();
      return value === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(value);
    },
    count: () => count,
  };
}
