import type { Sentence } from "../questions/answer.ts";
import type { RemarkWords } from "../wording/sentences.ts";

/**
 * What posting to a channel rests on. `hearing`: whether the bot is told what is said to nobody in particular;
 * `reach`: whether the platform could be asked at all.
 */
type CheckedThing = "membership" | "open" | "posting" | "history" | "hearing" | "reach";

/** One thing that was looked at. `needs` is what would mend it, in the platform's own words. */
export type Check =
  | { readonly about: Exclude<CheckedThing, "reach">; readonly ok: true }
  | { readonly about: CheckedThing; readonly ok: false; readonly needs: readonly string[] };

/** Whether a post would reach the channel: all but reading back and hearing is needed for that. */
export function wouldPost(checks: readonly Check[]): boolean {
  return checks.every(({ about, ok }) => ok || about === "history" || about === "hearing");
}

/** Each check in a line of its own, under `heading`. */
export function describeChecks(checks: readonly Check[], heading: RemarkWords): readonly Sentence[] {
  const lines = checks.map((check): Sentence => ({ kind: "remark", words: wordsOfCheck(check), item: true }));
  return [{ kind: "remark", words: heading }, ...lines];
}

export function wordsOfCheck(check: Check): RemarkWords {
  if (check.ok) return { id: `check-${check.about}-good`, args: {} };
  const { about, needs } = check;
  if (about === "open" || about === "reach") return { id: `check-${about}-bad`, args: {} };
  return { id: `check-${about}-bad`, args: { needs } };
}
