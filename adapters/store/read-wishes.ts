import type { Expression, Kysely, SqlBool } from "kysely";
import { z } from "zod";
import { NEWS_KINDS, type NewsKind } from "../../src/announcements/event.ts";
import { type LanguageCode, languageCode } from "../../src/knowledge/schema/values.ts";
import type { Pause, Wish } from "../../src/subscriptions/subscription.ts";
import type { Schema } from "./schema.ts";

type Row = Schema["subscriptions"];

/** What those of some channels that spoke asked for. */
export async function readWishes(db: Kysely<Schema>, within: Expression<SqlBool>): Promise<Wish[]> {
  const rows = await db
    .selectFrom("subscriptions")
    .select(["platform", "channel", "kinds", "language", "paused_since", "paused_until", "pause_reason"])
    .where(within)
    .orderBy("platform")
    .orderBy("channel")
    .execute();
  return rows.map((row) => {
    const { platform, channel } = row;
    return { platform, channel, kinds: kindsOf(row), language: languageOf(row), pause: pauseOf(row) };
  });
}

export const kinds = z.array(z.enum(NEWS_KINDS));

/** There are few different sets and languages, so each is read once. */
const knownKinds = new Map<string, readonly NewsKind[]>();
const knownLanguages = new Map<string, LanguageCode>();

export function kindsOf(row: Pick<Row, "kinds">): readonly NewsKind[] {
  return knownOr(knownKinds, row.kinds, (text) => kinds.parse(JSON.parse(text)));
}

export function languageOf(row: Pick<Row, "language">): LanguageCode {
  return knownOr(knownLanguages, row.language, (text) => languageCode.parse(text));
}

export function pauseOf(row: Pick<Row, "paused_since" | "paused_until" | "pause_reason">): Pause | null {
  const { paused_since: since, paused_until: until, pause_reason: reason } = row;
  return since === null ? null : { since, until, reason };
}

function knownOr<Value>(known: Map<string, Value>, text: string, read: (text: string) => Value): Value {
  const before = known.get(text);
  if (before !== undefined) return before;
  const value = read(text);
  known.set(text, value);
  return value;
}
