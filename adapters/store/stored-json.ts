import { z } from "zod";
import type { AnnouncementEvent } from "../../src/announcements/event.ts";
import type { LedgerEntry } from "../../src/announcements/ledger.ts";
import type { Post } from "../../src/announcements/post.ts";
import { countryCode, day, slug } from "../../src/knowledge/schema/values.ts";

const span = z.object({ earliest: day, latest: day });

const facts = z.object({
  signed: span,
  ordinal: z.object({ from: z.int(), to: z.int() }).nullable(),
  capacity: z.enum(["eu-member", "eea-efta", "efta"]),
});

const event = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("accession"),
    id: z.string(),
    country: countryCode,
    facts,
    revision: z.int(),
  }),
  z.object({
    kind: z.literal("correction"),
    id: z.string(),
    country: countryCode,
    before: facts,
    after: facts,
    revision: z.int(),
  }),
  z.object({ kind: z.literal("withdrawal"), id: z.string(), country: countryCode, on: day }),
  z.object({ kind: z.literal("milestone"), id: z.string(), milestone: slug, date: span }),
]);

const entry = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("signature"), country: countryCode, facts, revision: z.int() }),
  z.object({ kind: z.literal("withdrawal"), country: countryCode, on: day }),
  z.object({ kind: z.literal("milestone"), milestone: slug, date: span }),
]);

const eventIds = z.array(z.string());

const post = z.object({
  text: z.string(),
  sources: z.array(
    z.object({
      id: slug,
      title: z.string(),
      publisher: z.string(),
      url: z.string(),
      published: z.string().nullable(),
      checked: day.nullable(),
    }),
  ),
  labels: z.object({ asOf: z.string(), sources: z.string() }),
  reference: z.string(),
  isTest: z.literal(true).exactOptional(),
});

/** What was written as JSON comes back checked: a store that was tampered with is an error, not a post. */
export function readEvent(json: string): AnnouncementEvent {
  return event.parse(JSON.parse(json));
}

/** Ids of the events that a post tells. */
export function readEventIds(json: string): string[] {
  return eventIds.parse(JSON.parse(json));
}

export function readEntry(json: string): LedgerEntry {
  return entry.parse(JSON.parse(json));
}

export function readPost(json: string): Post {
  return post.parse(JSON.parse(json));
}
