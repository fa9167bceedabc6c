import { describe, expect, it } from "vitest";
import { parseStoreAddress, type StoreAddress } from "../../adapters/store/address.ts";
import { openDatabase } from "../../adapters/store/database.ts";
import { openStore, openStoreToRead } from "../../adapters/store/open-store.ts";
import { emptySchema, endConnections, POSTGRESQL } from "../postgresql/database.ts";
import { conversationContract } from "./conversation-contract.ts";
import { lookInto } from "./look-into.ts";
import { knowledgeOf, queueNews } from "./queue-news.ts";
import { storeContract } from "./store-contract.ts";

if (POSTGRESQL) {
  storeContract("a PostgreSQL database", emptySchema);
  conversationContract("a PostgreSQL database", emptySchema);
}

describe.skipIf(!POSTGRESQL)("a PostgreSQL database", () => {
  it("is not there to be read before the bot has started once", async () => {
    expect(await openStoreToRead(await emptySchema())).toBeNull();
  });

  it("can be read beside a running bot, and not written", async () => {
    const address = await emptySchema();
    const bot = await openStore(address);
    await queueNews(bot, knowledgeOf(1), [], { now: 1 });
    const tool = await openStoreToRead(address);
    expect((await lookInto(tool)).ground?.ledger.seen).toEqual([knowledgeOf(1).hash]);
    await expect(tool?.memory.write("key", "value")).rejects.toThrow(/read-only/);
    await tool?.close();
    await bot.close();
  });

  it("looks at no tables but its own, so that nobody else's stand in its way", async () => {
    const [ours, theirs] = [await emptySchema(), await emptySchema()];
    for (const address of [theirs, ours]) await (await openStore(address)).close();
    const { db } = await openDatabase(ours);
    const schemas = (await db.introspection.getTables({ withInternalKyselyTables: true })).map(
      ({ schema }) => schema,
    );
    await db.destroy();
    expect(schemas.length).toBeGreaterThan(10);
    expect(new Set(schemas).size).toBe(1);
  });

  it("goes on after the server has ended its connections", async () => {
    const address = await emptySchema();
    const store = await openStore(address);
    await store.memory.write("key", "value");
    await endConnections(address);
    const read = () => store.memory.read("key").catch(() => null);
    // Each connection of the pool that has ended is found out by a read of its own.
    const reads = [];
    for (let tries = 0; tries < 7; tries += 1) reads.push(await read());
    expect(reads.at(-1)).toBe("value");
    await store.close();
  });
});

const WRONG: ReadonlyArray<[what: string, url: string, told: RegExp]> = [
  ["a server that is not there", "postgresql://a:s3cret@127.0.0.1:1/b", /Nothing listens there/],
  ["a host that does not exist", "postgresql://a:s3cret@nowhere.invalid/b", /host/],
];

describe("a DATABASE_URL that leads to nothing", () => {
  for (const [what, url, told] of WRONG) {
    it(`is told with what to do, and without the password: ${what}`, async () => {
      const { message } = await failureOf(addressOf(url));
      expect(message).toMatch(told);
      expect(message).toContain("DATABASE_URL");
      expect(message).not.toContain("s3cret");
    });
  }

  it.skipIf(!POSTGRESQL)("is told with what to do: a database that does not exist", async () => {
    const url = new URL(POSTGRESQL ?? "");
    url.pathname = "/nothing";
    expect((await failureOf(addressOf(url.href))).message).toMatch(/Create the database/);
  });
});

function addressOf(url: string): StoreAddress {
  const address = parseStoreAddress(url);
  if (!address) throw new Error("malformed");
  return address;
}

async function failureOf(address: StoreAddress): Promise<Error> {
  return openStore(address).then(
    () => {
      throw new Error("It was opened.");
    },
    (error: Error) => error,
  );
}
