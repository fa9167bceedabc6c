import type { Day } from "../knowledge/day.ts";
import type { KnowledgeBase, Signatory, Span } from "../knowledge/knowledge-base.ts";
import type { CountryCode, Slug } from "../knowledge/schema/values.ts";
import {
  type AnnouncementEvent,
  accession,
  correction,
  factsOf,
  milestoneReached,
  type SignatureFacts,
  stillStands,
  withdrawal,
} from "./event.ts";

/** What was announced, or adopted in silence at the first start. */
export interface Ledger {
  /** Hashes of knowledge seen, oldest first: the last one is in force, all others are superseded. */
  readonly seen: readonly string[];
  readonly signatures: ReadonlyMap<
    CountryCode,
    { readonly facts: SignatureFacts; readonly revision: number }
  >;
  readonly withdrawals: ReadonlyMap<CountryCode, Day>;
  readonly milestones: ReadonlyMap<Slug, Span>;
}

/** One line of the ledger. */
export type LedgerEntry =
  | {
      readonly kind: "signature";
      readonly country: CountryCode;
      readonly facts: SignatureFacts;
      readonly revision: number;
    }
  | { readonly kind: "withdrawal"; readonly country: CountryCode; readonly on: Day }
  | { readonly kind: "milestone"; readonly milestone: Slug; readonly date: Span };

/** How a knowledge stands to the ledger. */
export type Changes =
  /** Nothing was ever announced here: all there is gets adopted in silence. */
  | { readonly kind: "first-start"; readonly entries: readonly LedgerEntry[] }
  /** A later knowledge was seen: this is an old replica or a rollback, which has no news. */
  | { readonly kind: "superseded" }
  | { readonly kind: "in-force"; readonly events: readonly AnnouncementEvent[] };

/** What `knowledge` has to say that the ledger has not. A file that is gone is not a withdrawal. */
export function changes(ledger: Ledger, knowledge: KnowledgeBase): Changes {
  if (ledger.seen.length === 0) return { kind: "first-start", entries: entriesOf(knowledge) };
  const current = ledger.seen.at(-1);
  if (knowledge.hash !== current && ledger.seen.includes(knowledge.hash)) return { kind: "superseded" };
  const signatures = [...knowledge.signatories.values()].flatMap((signatory) =>
    signatureNews(ledger, signatory),
  );
  const milestones = [...knowledge.milestones.values()]
    .filter(({ id, planned }) => !planned && !ledger.milestones.has(id))
    .map(({ id, date }) => milestoneReached(id, date));
  return { kind: "in-force", events: [...signatures, ...milestones] };
}

/** The line that the ledger has once `event` is announced. */
export function entryAfter(event: AnnouncementEvent): LedgerEntry {
  switch (event.kind) {
    case "accession":
      return { kind: "signature", country: event.country, facts: event.facts, revision: event.revision };
    case "correction":
      return { kind: "signature", country: event.country, facts: event.after, revision: event.revision };
    case "withdrawal":
      return { kind: "withdrawal", country: event.country, on: event.on };
    case "milestone":
      return { kind: "milestone", milestone: event.milestone, date: event.date };
  }
}

/** The line that the ledger had before `event`; null when it had none. */
export function entryBefore(event: AnnouncementEvent): LedgerEntry | null {
  if (event.kind !== "correction") return null;
  const { country, before, revision } = event;
  return { kind: "signature", country, facts: before, revision: revision - 1 };
}

function entriesOf(knowledge: KnowledgeBase): LedgerEntry[] {
  const countries = [...knowledge.signatories.values()].map((signatory): LedgerEntry => {
    const { country, withdrawn } = signatory;
    return withdrawn
      ? { kind: "withdrawal", country, on: withdrawn.on }
      : { kind: "signature", country, facts: factsOf(signatory), revision: 1 };
  });
  const milestones = [...knowledge.milestones.values()]
    .filter(({ planned }) => !planned)
    .map(({ id, date }): LedgerEntry => ({ kind: "milestone", milestone: id, date }));
  return [...countries, ...milestones];
}

function signatureNews(ledger: Ledger, signatory: Signatory): AnnouncementEvent[] {
  const { country, withdrawn } = signatory;
  if (ledger.withdrawals.has(country)) return [];
  if (withdrawn) return [withdrawal(country, withdrawn.on)];
  const known = ledger.signatures.get(country);
  const facts = factsOf(signatory);
  if (!known) return [accession(country, facts)];
  return stillStands(known.facts, facts) ? [] : [correction(country, known.facts, facts, known.revision + 1)];
}
