import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

export interface Operation {
  readonly who: string;
  readonly now: number;
}

export interface LoggedOperation {
  readonly at: number;
  readonly who: string;
  readonly what: string;
  readonly subject: string;
}

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

/** The last operations, newest first. */
export function lastOperations(db: Kysely<Schema>, limit: number): Promise<readonly LoggedOperation[]> {
  return db
    .selectFrom("operator_log")
    .select(["at", "who", "what", "subject"])
    .orderBy("position", "desc")
    .limit(limit)
    .execute();
}
