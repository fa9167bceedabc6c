import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import type { Operation } from "./store.ts";

/** Notes what an operator does, within the transaction that does it. */
export async function noteOperation(
  db: Kysely<Schema>,
  what: string,
  subject: string,
  { who, now: at }: Operation,
): Promise<void> {
  const last = await db
    .selectFrom("operator_log")
    .select(({ fn }) => fn.max("position").as("position"))
    .executeTakeFirst();
  const position = (last?.position ?? 0) + 1;
  await db.insertInto("operator_log").values({ position, at, who, what, subject }).execute();
}
