import type { Query } from "../query.ts";

/** What "is it false that …?" asks, given what it would ask if it said "true": null where nothing is claimed. */
export function refuted(claim: Query): Query | null {
  return isClaim(claim) ? { op: "refuted", claim } : null;
}

function isClaim(query: Query): boolean {
  switch (query.op) {
    case "status":
    case "group-status":
    case "only":
    case "membership":
      return true;
    case "rank":
      return query.claimed.length > 0 || query.among !== undefined;
    case "count":
      return query.claimed !== null;
    case "compare":
      return query.relation !== "either";
    case "place":
    case "milestone":
      return query.claimed !== undefined;
    default:
      return false;
  }
}
