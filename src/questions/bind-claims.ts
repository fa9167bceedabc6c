import { only } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import { KIND } from "../language/lexicon.ts";
import { countryOf, type Term } from "../language/term.ts";
import type { Mention } from "./reading.ts";
import { hasCue, type Reading, says } from "./reading.ts";
import { isAny, overFillers } from "./scan.ts";

/** What is said, and of which country's signature the one speaks who says it. */
interface Quotation {
  readonly terms: readonly Term[];
  readonly about: Mention | null;
}

const TRUE = only("true");
const SAYS = only("says");
const FALSE = only("false");

const OF_SPEAKERS: readonly Cue[] = [
  "filler",
  "polite",
  "aux",
  "notice",
  "declaration",
  "person",
  "of",
  "on",
  "for",
  "from",
  "about",
  "self",
  "to",
  "in",
  "at",
  "with",
];

/** "The Norway notice says …": who says it is no part of what is said, which is checked as stated. */
export function withoutSpeaker(terms: readonly Term[]): Quotation {
  const verb = terms.findIndex((term) => hasCue(term, SAYS));
  const said = terms[verb];
  if (!said) return { terms, about: null };
  const speaker = terms.slice(0, verb);
  if (!speaker.some(isSpeaker) || !speaker.every(isOfSpeaker)) return { terms, about: null };
  const stated: Term = { ...said, senses: [{ kind: "cue", cue: "true" }], kinds: KIND.cue, cues: TRUE };
  const [country, ...more] = speaker.flatMap((term) => countryOf(term) ?? []);
  const notice = speaker.some((term) => hasCue(term, "notice"));
  const about = country && notice && more.length === 0 ? { ...country, repairedTo: null } : null;
  return { terms: [stated, ...terms.slice(verb + 1)], about };
}

function isSpeaker(term: Term): boolean {
  return hasCue(term, "notice") || hasCue(term, "person") || term.senses.some(({ kind }) => kind === "topic");
}

function isOfSpeaker(term: Term): boolean {
  const named = term.senses.some(({ kind }) => kind === "topic" || kind === "country" || kind === "bloc");
  return named || isAny([term], 0, OF_SPEAKERS);
}

/** "Is it false that …?" asks of the contrary what "is it true that …?" asks. */
export function bindFalse(reading: Reading): void {
  if (!says(reading, FALSE)) return;
  const [word, ...more] = reading.loose.filter((term) => hasCue(term, FALSE));
  if (!word || more.length > 0) return;
  reading.refuted = true;
  reading.loose = reading.loose.map((term) => (term === word ? { ...term, cues: TRUE } : term));
}

/** A number said of the time when a country signed, by a text about its signature. */
export function boundSpeaker(reading: Reading, about: Mention | null): void {
  if (!about || reading.amounts.length === 0 || reading.within || reading.relations.length > 0) return;
  reading.relations.push({ kind: "not-after", country: about.code });
}

/** "After everyone else", "before all the others": the last place, or the first that nobody shares. */
export function bindAllOthers(
  terms: readonly Term[],
  at: number,
  kind: "before" | "after",
  reading: Reading,
): number {
  let next = at;
  while (isAny(terms, next, ["all", "any", "filler", "of"]) && !hasCue(terms[next], "other")) next += 1;
  if (!hasCue(terms[next], "other")) return 0;
  const noun = overFillers(terms, next + 1);
  if (kind === "after") reading.extreme = { kind: "latest", count: null };
  else reading.ranks.push(1);
  return (isAny(terms, noun, ["country", "signatory", "member-state"]) ? noun + 1 : next + 1) - at;
}
