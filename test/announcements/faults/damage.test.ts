import { copyFile, open, readFile, stat, truncate, writeFile } from "node:fs/promises";
import Database from "libsql";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openStore } from "../../../adapters/store/open-store.ts";
import { inMatrix } from "../../fault-matrix/in-matrix.ts";
import { startBot } from "../../life-cycle/bot-process.ts";
import { UNREACHABLE } from "../../life-cycle/unreachable.ts";
import { tempFolder } from "../../store/temp-folder.ts";
import { CHANNELS, clockAt, dispatcherOn, NOW, pass, queueMore } from "../dispatching.ts";
import { memoryPlatform } from "../memory-platform.ts";

const HOUR = 60 * 60_000;
const PAGE = 4_096;
const CORRUPT = { fault: "corrupt file", where: "libsql" } as const;
const GARBAGE = Buffer.alloc(PAGE, 0xa5);
const REMEDY = /the file .*rollcall\.db.*last backup in its place/;

const good = `${await tempFolder(afterAll)}/rollcall.db`;

/** All in one file: nothing is left in the log beside it. */
function checkpoint(path: string): void {
  const database = new Database(path);
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
}

async function overwrite(path: string, page: number): Promise<void> {
  const file = await open(path, "r+");
  await file.write(GARBAGE, 0, PAGE, page * PAGE);
  await file.close();
}

describe("a store file that is damaged", { timeout: 60_000 }, () => {
  let pages = 0;

  beforeAll(async () => {
    const store = await openStore({ kind: "file", path: good });
    for (const post of [0, 1, 2]) await queueMore(store, post);
    await store.close();
    checkpoint(good);
    pages = (await stat(good)).size / PAGE;
  });

  /** A copy that something is done to, and what is then told of it. */
  const refused = async (harm: (path: string) => Promise<void>) => {
    const path = `${await tempFolder()}/rollcall.db`;
    await copyFile(good, path);
    await harm(path);
    const before = await readFile(path);
    const told = await openStore({ kind: "file", path }).then(
      (store) => store.close().then(() => "opened"),
      (error: Error) => error.message,
    );
    expect(before.equals(await readFile(path))).toBe(true);
    return told;
  };

  it("in any of its pages is refused by name with what to do, and not written to", async (context) => {
    inMatrix(context, { ...CORRUPT, checked: "any page: refused by name with what to do, not written to" });
    expect(await refused(async () => undefined)).toBe("opened");
    for (let page = 0; page < pages; page += 1) {
      expect(await refused((path) => overwrite(path, page)), `page ${page}`).toMatch(REMEDY);
    }
  });

  it.each([
    ["cut off in the middle", (path: string) => truncate(path, Math.floor(pages / 2) * PAGE)],
    ["without its last page", (path: string) => truncate(path, (pages - 1) * PAGE)],
    ["cut off within its second page", (path: string) => truncate(path, PAGE + 904)],
    ["cut off within its head", (path: string) => truncate(path, 100)],
    ["of another kind", (path: string) => writeFile(path, "no database\n".repeat(500))],
    ["of a few letters", (path: string) => writeFile(path, "hello")],
  ])("%s is refused by name with what to do, and not written to", async (_, harm) => {
    expect(await refused(harm)).toMatch(REMEDY);
  });

  it("ends a bot with 1 before it reaches any platform", async () => {
    const folder = await tempFolder();
    await copyFile(good, `${folder}/rollcall.db`);
    await overwrite(`${folder}/rollcall.db`, pages - 1);
    const { code, stderr } = await startBot({ ...UNREACHABLE, DATA_DIR: folder }).ended;
    expect([code, stderr]).toEqual([1, expect.stringMatching(REMEDY)]);
    expect(stderr).not.toContain("not reached");
  });

  it("while the bot runs posts nothing more, and tells which file and what to do", async (context) => {
    inMatrix(context, { ...CORRUPT, checked: "while it runs: nothing more posted, told with what to do" });
    const path = `${await tempFolder()}/rollcall.db`;
    await copyFile(good, path);
    const store = await openStore({ kind: "file", path });
    onTestFinished(() => store.close());
    const platform = memoryPlatform();
    const lines: string[] = [];
    const poster = {
      ...platform,
      async send(dispatch: Parameters<typeof platform.send>[0]) {
        const outcome = await platform.send(dispatch);
        await store.memory.write("so that", "the pages are read anew");
        checkpoint(path);
        for (let page = 1; page < pages; page += 1) await overwrite(path, page);
        return outcome;
      },
    };
    const clock = clockAt(NOW);
    const log = pino({ level: "error" }, { write: (line) => void lines.push(line) });
    const dispatcher = dispatcherOn({ store, poster, scheduler: clock, log, window: 1 });
    await pass(clock, HOUR, dispatcher);
    await dispatcher.stop();
    expect(CHANNELS.flatMap(platform.references)).toHaveLength(1);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(REMEDY);
  });
});
