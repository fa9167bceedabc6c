import type { Day } from "../knowledge/day.ts";
import type { Signatory, Span } from "../knowledge/knowledge-base.ts";
import type { CountryCode, Slug } from "../knowledge/schema/values.ts";
import { hexDigest } from "./digest.ts";

/** What a post states of a signature: any of it that proves wrong is worth a correction. */
export interface SignatureFacts {
  readonly signed: Span;
  readonly ordinal: { readonly from: number; readonly to: number } | null;
  readonly capacity: Signatory["capacity"];
}

/**
 * One piece of news.
 *
 * `id` follows from the content, so that any process that finds the same news gives it the same
 * name. `revision` counts what was announced of a signature: a date that is corrected, put back
 * and corrected again makes three pieces of news, not one.
 */
export type AnnouncementEvent =
  | {
      readonly kind: "accession";
      readonly id: string;
      readonly country: CountryCode;
      readonly facts: SignatureFacts;
      readonly revision: number;
    }
  | {
      readonly kind: "correction";
      readonly id: string;
      readonly country: CountryCode;
      readonly before: SignatureFacts;
      readonly after: SignatureFacts;
      readonly revision: number;
    }
  | { readonly kind: "withdrawal"; readonly id: string; readonly country: CountryCode; readonly on: Day }
  | { readonly kind: "milestone"; readonly id: string; readonly milestone: Slug; readonly date: Span };

/** The kinds of news, as a channel may choose among them. */
export const NEWS_KINDS = ["accession", "correction", "withdrawal", "milestone"] as const;

export type NewsKind = (typeof NEWS_KINDS)[number];

/** All the news of one post: one event, or what came together. */
export type News = readonly [AnnouncementEvent, ...AnnouncementEvent[]];

/** What an event is about: the later of two with one subject builds on the earlier. */
export function subjectOf(event: AnnouncementEvent): string {
  return event.kind === "milestone" ? event.milestone : event.country;
}

/**
 * The events of a post that a reader needs: words follow from what is known now, so that a
 * correction adds nothing to news of the same signature in the same post.
 */
export function worthTelling(news: readonly AnnouncementEvent[]): AnnouncementEvent[] {
  return news.filter((event, index) => {
    if (event.kind !== "correction") return true;
    return !news.some(
      (other, at) =>
        (other.kind === "accession" && other.country === event.country) ||
        (other.kind === "correction" && other.country === event.country && at > index),
    );
  });
}

export function factsOf({ signed, ordinal, capacity }: Signatory): SignatureFacts {
  return {
    signed: { earliest: signed.earliest, latest: signed.latest },
    ordinal: ordinal && { from: ordinal.from, to: ordinal.to },
    capacity,
  };
}

/**
 * Whether what was published is still right, given what is known now.
 *
 * Bounds that became narrower, often because a neighbour in the order became known, and an ordinal
 * of which nothing had been said make no earlier post wrong; a day outside the published bounds does.
 */
export function stillStands(published: SignatureFacts, now: SignatureFacts): boolean {
  const { signed, ordinal, capacity } = published;
  return (
    now.signed.earliest >= signed.earliest &&
    now.signed.latest <= signed.latest &&
    (ordinal === null ||
      (now.ordinal !== null && now.ordinal.from >= ordinal.from && now.ordinal.to <= ordinal.to)) &&
    now.capacity === capacity
  );
}

export function accession(country: CountryCode, facts: SignatureFacts): AnnouncementEvent {
  const id = idOf("accession", country, fingerprint(facts));
  return { kind: "accession", id, country, facts, revision: 1 };
}

export function correction(
  country: CountryCode,
  before: SignatureFacts,
  after: SignatureFacts,
  revision: number,
): AnnouncementEvent {
  const id = idOf("correction", country, `${fingerprint(before)} ${fingerprint(after)} ${revision}`);
  return { kind: "correction", id, country, before, after, revision };
}

export function withdrawal(country: CountryCode, on: Day): AnnouncementEvent {
  return { kind: "withdrawal", id: idOf("withdrawal", country, on), country, on };
}

export function milestoneReached(milestone: Slug, date: Span): AnnouncementEvent {
  return { kind: "milestone", id: idOf("milestone", milestone, ""), milestone, date };
}

/** `accession-NO-5b1d0c9a44f2`: a person can read it in a log. */
function idOf(kind: AnnouncementEvent["kind"], subject: string, content: string): string {
  return `${kind}-${subject}-${hexDigest(`${kind} ${subject} ${content}`, 12)}`;
}

function fingerprint({ signed, ordinal, capacity }: SignatureFacts): string {
  return [signed.earliest, signed.latest, ordinal?.from ?? "-", ordinal?.to ?? "-", capacity].join(" ");
}
