import type { Day } from "../knowledge/day.ts";
import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import { cueSet, only } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import { KIND } from "../language/lexicon.ts";
import { countryOf, type Term } from "../language/term.ts";
import { hasCue, type Mention, type Reading } from "./reading.ts";

/** What a rule may look at besides the terms. */
export interface Scene {
  readonly terms: readonly Term[];
  readonly today: Day;
  readonly milestones: KnowledgeBase["milestones"];
}

/** Binds what begins at term `at`, and gives the number of terms it took: 0 when it does not apply. */
export type Rule = (scene: Scene, at: number, reading: Reading) => number;

/** Whether any of `cues` is a sense of the term at `at`. */
export function isAny(terms: readonly Term[], at: number, cues: readonly Cue[]): boolean {
  const term = terms[at];
  for (const cue of cues) if (hasCue(term, cue)) return true;
  return false;
}

const FILLER = only("filler");
const FILLER_OR_OF = cueSet(["filler", "of"]);

/** Steps over words without meaning. */
export function overFillers(terms: readonly Term[], at: number, alsoOf = true): number {
  let next = at;
  const empty = alsoOf ? FILLER_OR_OF : FILLER;
  while (hasCue(terms[next], empty)) next += 1;
  return next;
}

/** The term before `at` that is no filler. */
export function backOverFillers(terms: readonly Term[], at: number): number {
  let before = at - 1;
  while (hasCue(terms[before], FILLER)) before -= 1;
  return before;
}

const BOTH = only("both");
const OR = only("or");

/** Countries joined by commas, "and" or "or", from term `at` on. */
export function countriesAt(terms: readonly Term[], at: number): CountryList {
  const mentions: Mention[] = [];
  let choice = false;
  let end = at;
  const both = hasCue(terms[at], BOTH);
  let next = both ? at + 1 : at;
  for (let term = terms[next]; term; term = terms[next]) {
    const country = countryOf(term);
    // "Austria-Hungary" is the name of something else.
    if (!country || (mentions.length > 0 && term.tokens[0]?.hyphened)) break;
    mentions.push({ code: country.code, part: country.part, repairedTo: term.repairedTo });
    end = next + 1;
    next = overJoint(terms, end, both);
    choice ||= hasCue(terms[end], OR) && isCountry(terms[next]);
  }
  return { mentions, choice, length: end - at };
}

export interface CountryList {
  readonly mentions: readonly Mention[];
  readonly choice: boolean;
  readonly length: number;
}

const JOINTS = cueSet(["and", "or"]);

/** "Tanto Alemania como Francia": what joins two things may be "as" too. */
function overJoint(terms: readonly Term[], at: number, both: boolean): number {
  const isJoint = hasCue(terms[at], JOINTS) || (both && hasCue(terms[at], "as"));
  return overFillers(terms, isJoint ? at + 1 : at, false);
}

function isCountry(term: Term | undefined): boolean {
  return term !== undefined && (term.kinds & KIND.country) !== 0;
}

export function isBloc(term: Term | undefined): boolean {
  return term !== undefined && (term.kinds & KIND.bloc) !== 0;
}
