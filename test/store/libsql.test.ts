import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { openStore, openStoreToRead } from "../../adapters/store/open-store.ts";
import { aDestination } from "../announcements/knowledge-fixture.ts";
import { knowledgeOf, queueNews } from "./queue-news.ts";
import { storeContract } from "./store-contract.ts";
import { tempFolder } from "./temp-folder.ts";

const run = promisify(execFile);

storeContract("a libsql file", async () => {
  const folder = await tempFolder();
  return () => openStore(`${folder}/made/when/missing`);
});

describe("a libsql file", () => {
  it("is not there to be read before the bot has started once", async () => {
    expect(await openStoreToRead(await tempFolder())).toBeNull();
  });

  it("can be read beside a running bot, and not written", async () => {
    const folder = await tempFolder();
    const bot = await openStore(folder);
    await queueNews(bot, knowledgeOf(1), [], { now: 1 });
    const tool = await openStoreToRead(folder);
    expect((await tool?.ledger.situation())?.ledger.seen).toEqual([knowledgeOf(1).hash]);
    await expect(tool?.memory.write("key", "value")).rejects.toThrow(/readonly/);
    await tool?.close();
    await bot.close();
  });

  it("can be opened by several processes that start together", async () => {
    const folder = await tempFolder();
    const opener = new URL("../../dist/adapters/store/open-store.js", import.meta.url).href;
    const program = `
      const { openStore } = await import(${JSON.stringify(opener)});
      const store = await openStore(${JSON.stringify(folder)});
      await store.memory.write(process.argv[1], "was here");
      await store.close();`;
    const names = ["a", "b", "c", "d"];
    await Promise.all(
      names.map((name) => run(process.execPath, ["--input-type=module", "-e", program, name])),
    );
    const store = await openStore(folder);
    expect(await Promise.all(names.map((name) => store.memory.read(name)))).toEqual(
      Array(4).fill("was here"),
    );
    await store.close();
  });

  it("announces once what two stores on it find", async () => {
    const folder = await tempFolder();
    const [one, other] = [await openStore(folder), await openStore(folder)];
    const channel = aDestination("slack", "C0000001");
    await queueNews(one, knowledgeOf(1), [channel], { now: 1 });
    await queueNews(one, knowledgeOf(2), [channel], { now: 2 });
    await queueNews(other, knowledgeOf(2), [channel], { now: 2 });
    expect(await other.outbox.counts()).toEqual([{ platform: "slack", state: "queued", count: 1 }]);
    await one.close();
    await other.close();
  });
});
