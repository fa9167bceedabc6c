import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { storeIn } from "../../adapters/store/address.ts";
import { openDatabase } from "../../adapters/store/database.ts";
import { openStore, openStoreToRead } from "../../adapters/store/open-store.ts";
import { conversationContract } from "./conversation-contract.ts";
import { lookInto } from "./look-into.ts";
import { knowledgeOf, queueNews } from "./queue-news.ts";
import { storeContract } from "./store-contract.ts";
import { emptyFile, tempFolder } from "./temp-folder.ts";

storeContract("a libsql file", async () => storeIn(`${await tempFolder()}/made/when/missing`));
conversationContract("a libsql file", emptyFile);

describe("a libsql file", () => {
  it("is not there to be read before the bot has started once", async () => {
    expect(await openStoreToRead(await emptyFile())).toBeNull();
  });

  it("can be read beside a running bot, and not written", async () => {
    const address = await emptyFile();
    const bot = await openStore(address);
    await queueNews(bot, knowledgeOf(1), [], { now: 1 });
    const tool = await openStoreToRead(address);
    expect((await lookInto(tool)).ground?.ledger.seen).toEqual([knowledgeOf(1).hash]);
    await expect(tool?.memory.write("key", "value")).rejects.toThrow(/readonly/);
    await tool?.close();
    await bot.close();
  });

  it("refuses true and false, which its driver would end the process at", async () => {
    const { db } = await openDatabase(await emptyFile());
    for (const value of [true, false]) {
      await expect(sql`select ${value}`.execute(db)).rejects.toThrow("neither true nor false");
    }
    expect((await sql`select ${1} as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    await db.destroy();
  });
});
