import type { Signatory } from "../../knowledge/knowledge-base.ts";
import type { Standings } from "./standings.ts";

/** The rank as data: exact, or the range that is left; a place shared by all of one day is no rank. */
export function rankFacts(signatory: Signatory, { placementOf }: Standings) {
  const placement = placementOf(signatory);
  if (!placement || placement.kind === "joint") return {};
  if (placement.kind === "exact") return { number: placement.rank };
  return { number: placement.from, range: [placement.from, placement.to] as const };
}
