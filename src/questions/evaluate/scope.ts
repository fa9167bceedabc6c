import type { Day } from "../../knowledge/day.ts";
import {
  type Claim,
  isExact,
  type KnowledgeBase,
  type Signatory,
  type Sources,
} from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Sentence, state } from "../answer.ts";
import { chronicleOf } from "./chronicle.ts";
import { belongsOn, everBelonged } from "./memberships.ts";

/** What an evaluation may look at. */
export interface Scope {
  readonly knowledge: KnowledgeBase;
  readonly today: Day;
}

/** "Norway signed on 14 June 2019, the 21st country to do so." */
export function signature(knowledge: KnowledgeBase, signatory: Signatory): Sentence[] {
  const { country, signed, sources } = signatory;
  const placement = chronicleOf(knowledge).standings.placementOf(signatory);
  const rank = placement?.kind === "exact" ? placement.rank : null;
  if (!isExact(signed)) {
    const bounds = { country, earliest: signed.earliest, latest: signed.latest };
    return [
      rank === null
        ? state({ id: "signed-between", args: bounds }, sources)
        : state({ id: "signed-between-as", args: { ...bounds, rank } }, withOrdinal(signatory)),
      ...(placement?.kind === "between" ? [rankBetween(signatory, placement.from, placement.to)] : []),
    ];
  }
  const day = signed.earliest;
  if (placement?.kind === "joint" && placement.from === 1) {
    return [state({ id: "signed-first", args: { country, day, count: placement.to } }, sources)];
  }
  if (rank === null) return [state({ id: "signed-on", args: { country, day } }, sources)];
  return [state({ id: "signed-on-as", args: { country, day, rank } }, withOrdinal(signatory))];
}

function rankBetween(signatory: Signatory, from: number, to: number): Sentence {
  return state(
    { id: "rank-between", args: { country: signatory.country, from, to } },
    signatory.ordinal?.sources ?? signatory.sources,
  );
}

/** Sources of the date and of the ordinal. */
export function withOrdinal({ sources, ordinal }: Signatory): Sources {
  const [first, ...rest] = sources;
  const more = (ordinal?.sources ?? []).filter(({ id }) => !sources.some((source) => source.id === id));
  return [first, ...rest, ...more];
}

/** "No signature by Poland is on record as of 13 March 2026." */
export function absence(knowledge: KnowledgeBase, country: CountryCode): Sentence[] {
  const record = knowledge.absences.get(country);
  const { asOf, openTo } = knowledge.initiative;
  const [day, sources] = record ? [record.asOf, record.sources] : [asOf.day, asOf.sources];
  const missing = state({ id: "not-signed", args: { country, day } }, sources);
  if (record?.note) return [missing, state({ id: "note", args: { text: record.note } }, sources)];
  if (record || mayEver(knowledge, country)) return [missing];
  return [missing, state({ id: "not-eligible", args: { country, blocs: openTo.blocs } }, openTo.sources)];
}

function mayEver(knowledge: KnowledgeBase, country: CountryCode): boolean {
  return knowledge.initiative.openTo.blocs.some((id) => everBelonged(knowledge, id, country));
}

/** Whether one of the blocs the declaration is open to counts the country today. */
export function mayToday({ knowledge, today }: Scope, country: CountryCode): boolean {
  return knowledge.initiative.openTo.blocs.some((id) => belongsOn(knowledge, id, country, today));
}

/** What sources say that disagrees, for the kinds of fact a question touches. */
export function conflicts(claims: readonly Claim[], about: ReadonlyArray<Claim["about"]>): Sentence[] {
  return claims
    .filter((claim) => about.includes(claim.about))
    .map(({ says, reason, sources }) =>
      state({ id: "conflict", args: { source: sources[0].publisher, says, reason: ended(reason) } }, sources),
    );
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
