import { setImmediate as nextTurn } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { NEWS_KINDS, type NewsKind } from "../../src/announcements/event.ts";
import { type LanguageCode, languageCode } from "../../src/knowledge/schema/values.ts";
import type { Pause, Wish } from "../../src/subscriptions/subscription.ts";
import type { Schema } from "./schema.ts";

type Row = Schema["subscriptions"];

/** Channels may be many: they are read in pages, between which the bot goes on answering. */
const PAGE = 2_000;

/** What all channels asked for, within the transaction of who decides by it. */
export async function readWishes(db: Kysely<Schema>): Promise<Wish[]> {
  const wishes: Wish[] = [];
  for (;;) {
    const page = await pageAfter(db, wishes.at(-1));
    for (const row of page) {
      const { platform, channel } = row;
      wishes.push({ platform, channel, kinds: kindsOf(row), language: languageOf(row), pause: pauseOf(row) });
    }
    if (page.length < PAGE) return wishes;
    await nextTurn();
  }
}

function pageAfter(db: Kysely<Schema>, last: Wish | undefined) {
  const all = db
    .selectFrom("subscriptions")
    .select(["platform", "channel", "kinds", "language", "paused_since", "paused_until", "pause_reason"])
    .orderBy("platform")
    .orderBy("channel")
    .limit(PAGE);
  const after = last && sql<boolean>`(platform, channel) > (${last.platform}, ${last.channel})`;
  return (after ? all.where(after) : all).execute();
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
