import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import { type AnnouncementEvent, factsOf, type News, stillStands } from "./event.ts";
import { entryBefore, type Ledger } from "./ledger.ts";

/** News that was found together and queued in one transaction. */
export interface Batch {
  readonly number: number;
  readonly news: News;
}

/**
 * The batches that are not to be posted after all: the knowledge no longer says what they say.
 *
 * Only batches of which no post was tried yet come in: this is what ANNOUNCE_HOLD gives a curator
 * time for. A batch goes as a whole; what still holds of it is found again as news.
 */
export function takenBack(untried: readonly Batch[], knowledge: KnowledgeBase): readonly Batch[] {
  return untried.filter(({ news }) => news.some((event) => !holds(event, knowledge)));
}

/** The ledger as it was before `batches`. */
export function withoutBatches(ledger: Ledger, batches: readonly Batch[]): Ledger {
  const signatures = new Map(ledger.signatures);
  const withdrawals = new Map(ledger.withdrawals);
  const milestones = new Map(ledger.milestones);
  for (const event of batches.flatMap(({ news }) => news).toReversed()) {
    const before = entryBefore(event);
    if (before?.kind === "signature") signatures.set(before.country, before);
    else if (event.kind === "milestone") milestones.delete(event.milestone);
    else if (event.kind === "withdrawal") withdrawals.delete(event.country);
    else signatures.delete(event.country);
  }
  return { seen: ledger.seen, signatures, withdrawals, milestones };
}

function holds(event: AnnouncementEvent, knowledge: KnowledgeBase): boolean {
  if (event.kind === "milestone") return knowledge.milestones.get(event.milestone)?.planned === false;
  const signatory = knowledge.signatories.get(event.country);
  if (!signatory) return false;
  if (event.kind === "withdrawal") return signatory.withdrawn?.on === event.on;
  const announced = event.kind === "accession" ? event.facts : event.after;
  return signatory.withdrawn === null && stillStands(announced, factsOf(signatory));
}
