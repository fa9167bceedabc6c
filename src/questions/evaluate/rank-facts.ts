import type { Signatory } from "../../knowledge/knowledge-base.ts";
import type { Facts } from "../reply.ts";
import type { Standings } from "./standings.ts";

const NO_RANK = { number: null, range: null };

/** The rank as data: exact, or the range that is left; a place shared by all of one day is no rank. */
export function rankFacts(
  signatory: Signatory | undefined,
  { placementOf }: Standings,
): Pick<Facts, "number" | "range"> {
  const placement = signatory ? placementOf(signatory) : null;
  if (!placement || placement.kind === "joint") return NO_RANK;
  if (placement.kind === "exact") return { number: placement.rank, range: null };
  return { number: placement.from, range: [placement.from, placement.to] };
}
