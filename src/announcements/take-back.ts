import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import { type AnnouncementEvent, factsOf, stillStands, subjectOf } from "./event.ts";
import { entryBefore, type Ledger } from "./ledger.ts";
import type { Ground } from "./situation.ts";

/**
 * The events that are not to be told after all, newest first: the knowledge no longer says what
 * they say, and no channel has heard of them. This is what ANNOUNCE_HOLD gives a curator time for.
 *
 * An event stays when a later one about the same subject does, for that one builds on it.
 */
export function takenBack({ waiting, tried }: Ground, knowledge: KnowledgeBase): AnnouncementEvent[] {
  const stays = new Set<string>();
  return uniqueEvents(waiting)
    .toReversed()
    .filter((event) => {
      const subject = subjectOf(event);
      const goes = !stays.has(subject) && !tried.has(event.id) && !holds(event, knowledge);
      if (!goes) stays.add(subject);
      return goes;
    });
}

/** What the knowledge no longer says: taken back, unless some channel has heard of it. */
export function outdated(
  waiting: readonly AnnouncementEvent[],
  knowledge: KnowledgeBase,
): AnnouncementEvent[] {
  return waiting.filter((event) => !holds(event, knowledge));
}

/** The ledger as it was before `events`, which are newest first. */
export function withoutEvents(ledger: Ledger, events: readonly AnnouncementEvent[]): Ledger {
  const signatures = new Map(ledger.signatures);
  const withdrawals = new Map(ledger.withdrawals);
  const milestones = new Map(ledger.milestones);
  for (const event of events) {
    const before = entryBefore(event);
    if (before?.kind === "signature") signatures.set(before.country, before);
    else if (event.kind === "milestone") milestones.delete(event.milestone);
    else if (event.kind === "withdrawal") withdrawals.delete(event.country);
    else signatures.delete(event.country);
  }
  return { seen: ledger.seen, signatures, withdrawals, milestones };
}

/** Whether `knowledge` has what it takes to tell of `event`, be it in other words than before. */
export function canTell(event: AnnouncementEvent, knowledge: KnowledgeBase): boolean {
  if (event.kind === "milestone") return knowledge.milestones.get(event.milestone)?.planned === false;
  const signatory = knowledge.signatories.get(event.country);
  return signatory !== undefined && (event.kind !== "withdrawal" || signatory.withdrawn?.on === event.on);
}

function holds(event: AnnouncementEvent, knowledge: KnowledgeBase): boolean {
  if (!canTell(event, knowledge)) return false;
  if (event.kind === "milestone" || event.kind === "withdrawal") return true;
  const signatory = knowledge.signatories.get(event.country);
  const announced = event.kind === "accession" ? event.facts : event.after;
  return signatory?.withdrawn === null && stillStands(announced, factsOf(signatory));
}

/** In the order of their ids' first appearance; revisions of one country in their own order. */
function uniqueEvents(events: readonly AnnouncementEvent[]): AnnouncementEvent[] {
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  return unique.toSorted((a, b) => revisionOf(a) - revisionOf(b));
}

function revisionOf(event: AnnouncementEvent): number {
  if (event.kind === "milestone") return 0;
  return event.kind === "withdrawal" ? Infinity : event.revision;
}
