import { type CompiledQuery, Kysely } from "kysely";
import { describe, expect, it } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { openDatabase } from "../../adapters/store/database.ts";
import { createOutbox } from "../../adapters/store/outbox.ts";
import type { Schema } from "../../adapters/store/schema.ts";
import { emptySchema, POSTGRESQL } from "../postgresql/database.ts";
import { crowdedStore } from "./many-deliveries.ts";
import { emptyFile } from "./temp-folder.ts";

const NOW = 1_790_000_000_000;
const CHANNELS = 5_000;

describe("the first of very many deliveries", () => {
  it("are found in a file by the index in its order, without a look at all of them", async () => {
    const plan = await planOfHeads(await emptyFile(), "explain query plan");
    expect(plan).toMatch(/SEARCH deliveries USING INDEX deliveries_due/);
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  it.skipIf(!POSTGRESQL)("are found so in PostgreSQL, although it knows nothing of them yet", async () => {
    const plan = await planOfHeads(await emptySchema(), "explain");
    expect(plan).toMatch(/Index Scan using deliveries_due on deliveries/);
    expect(plan).not.toMatch(/Seq Scan|Bitmap|Sort/);
  });
});

/** How the database goes about `heads`, in its own words. */
async function planOfHeads(address: StoreAddress, explain: string): Promise<string> {
  await (await crowdedStore(address, CHANNELS, NOW)).close();
  const { db, engine } = await openDatabase(address);
  const queries: CompiledQuery[] = [];
  const watched = new Kysely<Schema>({
    dialect: engine.dialect,
    log: ({ query }) => void queries.push(query),
  });
  await createOutbox(watched).heads("slack", 100);
  const [heads] = queries;
  if (!heads) throw new Error("nothing was asked");
  const { rows } = await db.executeQuery<object>({ ...heads, sql: `${explain} ${heads.sql}` });
  await db.destroy();
  return rows.map((row) => Object.values(row).join(" ")).join("\n");
}
