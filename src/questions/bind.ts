import type { Day } from "../knowledge/day.ts";
import { type CueSet, cueSet, NO_CUES, only, shares, union } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import { KIND, type Sense } from "../language/lexicon.ts";
import { countryOf, type Term } from "../language/term.ts";
import { bindAmount, bindBounded, bindExtreme, bindRank } from "./bind-amounts.ts";
import { bindBetween } from "./bind-between.ts";
import { bindBloc } from "./bind-blocs.ts";
import { bindButNot } from "./bind-but.ts";
import { bindFalse, boundSpeaker, withoutSpeaker } from "./bind-claims.ts";
import { bindContrast } from "./bind-contrast.ts";
import { bindCountries } from "./bind-countries.ts";
import { bindEvent } from "./bind-event.ts";
import { bindPivot } from "./bind-pivot.ts";
import {
  bindAskedLast,
  bindAskedNeighbour,
  bindNeighbour,
  bindRelation,
  bindThan,
} from "./bind-relations.ts";
import { bindThing } from "./bind-things.ts";
import { bindThose } from "./bind-those.ts";
import { BOUNDING, bindDate } from "./bind-time.ts";
import { DATE_WORDS } from "./calendar.ts";
import { inPlace, isLength, opensDenied } from "./in-place.ts";
import { emptyReading, hasCue, leaveLoose, type Reading } from "./reading.ts";
import { isAny, isBloc, overFillers, type Rule, type Scene } from "./scan.ts";
import {
  boundEvents,
  settleJoined,
  settleNeighbour,
  settleStart,
  unboundToday,
  withoutRepeatedSubject,
} from "./settle-reading.ts";
import { sealed } from "./shape.ts";

/** A rule, and the words that it can begin with: it is not asked about others. */
interface Binding {
  readonly rule: Rule;
  readonly cues: CueSet;
  readonly kinds: number;
}

function binding(rule: Rule, cues: readonly Cue[], ...kinds: ReadonlyArray<Sense["kind"]>): Binding {
  return { rule, cues: cueSet(cues), kinds: kinds.reduce((mask, kind) => mask | KIND[kind], 0) };
}

const CITY_PREPOSITIONS: readonly Cue[] = ["in", "at", "on", "during"];
const PREPOSITIONS: readonly Cue[] = ["in", "on", "at", "for", "with", "from", "to", "of", "by", "as"];

const ANY_PREPOSITION = cueSet(PREPOSITIONS);

/** In this order: what binds more words comes first. */
const BINDINGS: readonly Binding[] = [
  binding(bindTag, ["aux"]),
  binding(bindThose, ["which", "who"]),
  binding(bindBetween, ["between", "from", "of"]),
  binding(bindPivot, ["before", "after", "earlier", "later"]),
  binding(bindButNot, ["not", "outside"]),
  binding(bindDate, [...BOUNDING, ...DATE_WORDS], "number", "month", "day"),
  binding(bindEvent, ["when", "than", "at-signing"]),
  binding(bindThan, ["than"]),
  binding(bindAskedLast, ["next", "previous", "before", "after"]),
  binding(bindAskedNeighbour, ["just", "before", "after"]),
  binding(bindNeighbour, ["just", "next", "previous"]),
  binding(bindRelation, ["before", "after", "earlier", "later", "same", "since"]),
  binding(bindRank, ["position"], "number"),
  binding(bindExtreme, ["first", "founder", "latest", "both"], "number"),
  binding(bindBounded, ["more-than", "fewer-than", "at-least", "at-most"]),
  binding(bindAmount, [], "number"),
  binding(bindFounders, ["except"]),
  binding(bindBloc, [...PREPOSITIONS, "outside", "not", "member-state"], "bloc"),
  binding(bindDeclaration, [...PREPOSITIONS, "declaration"], "bloc"),
  binding(bindContrast, ["not", "and"], "country"),
  binding(bindCountries, [...PREPOSITIONS, "except", "both"], "country"),
  binding(bindCity, CITY_PREPOSITIONS, "city"),
  binding(bindThing, PREPOSITIONS, "topic", "milestone", "signer"),
];

/** What no rule begins with: "signed", "who", "what". */
const BOUND_CUES = BINDINGS.map(({ cues }) => cues).reduce(union, NO_CUES);
const BOUND_KINDS = BINDINGS.reduce((mask, { kinds }) => mask | kinds, 0);

/** Binds the words of a question to each other, from left to right. What nothing binds stays loose. */
export function bind(all: readonly Term[], today: Day, milestones: Scene["milestones"]): Reading {
  const reading = emptyReading();
  const { terms, about } = withoutSpeaker(withoutCourtesy(all).map(inPlace));
  const scene: Scene = { terms, today, milestones };
  reading.inverted = hasCue(terms[overFillers(terms, 0)], AUXILIARY);
  reading.opensDenied = opensDenied(terms);
  let at = 0;
  while (at < terms.length) {
    const term = terms[at];
    if (!term) break;
    const taken = bindAt(scene, at, term, reading);
    if (taken === 0 && isLength(terms, at, reading)) reading.stray.push(term);
    else if (taken === 0 && !isRelative(terms, at)) leaveUnbound(asTag(term, terms, at), reading);
    at += Math.max(1, taken);
  }
  boundEvents(reading, scene);
  unboundToday(reading);
  boundSpeaker(reading, about);
  settleStart(reading);
  settleNeighbour(reading);
  settleJoined(reading, terms);
  bindFalse(reading);
  reading.loose = withoutRepeatedSubject(reading);
  return sealed(reading);
}

/** The number of terms that the first rule takes of those that may begin with the term. */
function bindAt(scene: Scene, at: number, term: Term, reading: Reading): number {
  if ((term.kinds & BOUND_KINDS) === 0 && !shares(term.cues, BOUND_CUES)) return 0;
  for (const { rule, cues, kinds } of BINDINGS) {
    if ((term.kinds & kinds) === 0 && !shares(term.cues, cues)) continue;
    const taken = rule(scene, at, reading);
    if (taken > 0) return taken;
  }
  return 0;
}

const AUXILIARY = only("aux");
const TAG = cueSet(["tag"]);
const NEITHER = cueSet(["neither"]);

/** "…, non ?": at the end, after a pause, it asks and denies nothing. */
function asTag(term: Term, terms: readonly Term[], at: number): Term {
  const last = at > 0 && at === terms.length - 1 && term.afterPause;
  return last && hasCue(term, "tag") && hasCue(term, "not") ? { ...term, cues: TAG } : term;
}

function leaveUnbound(term: Term, reading: Reading): void {
  // "Ani Polska, ani Słowacja": the word that joins denies where it comes first.
  if (hasCue(term, NEITHER)) leaveLoose(reading, { ...term, cues: NEITHER });
  else if ((term.kinds & KIND.cue) !== 0) leaveLoose(reading, term);
  else reading.stray.push(term);
}

/** "…, has it?", "…, didn't they?" at the end of a statement say nothing new. */
function bindTag({ terms }: Scene, at: number, reading: Reading): number {
  if (reading.countries.length + reading.blocs.length === 0 || !hasCue(terms[at], "aux")) return 0;
  let next = at + 1;
  if (hasCue(terms[next], "not")) next += 1;
  if (!isAny(terms, next, ["it", "they"])) return 0;
  next += 1;
  if (hasCue(terms[next], "not")) next += 1;
  if (next < terms.length) return 0;
  reading.tagged = true;
  return next - at;
}

/** "All except the founders". */
function bindFounders({ terms }: Scene, at: number, reading: Reading): number {
  const next = overFillers(terms, at + 1);
  if (!hasCue(terms[at], "except") || !hasCue(terms[next], "founder")) return 0;
  reading.founders = false;
  return next - at + 1;
}

const ANTECEDENTS: readonly Cue[] = ["country", "member-state", "signatory", "other", "only"];

const ASKING = cueSet([
  "aux",
  "be",
  "who",
  "which",
  "what",
  "when",
  "where",
  "many",
  "how",
  "list",
  "about",
  "true",
  "says",
]);

/** "Wymień kraje, które podpisały": a pronoun after a comma and the noun it stands for asks nothing. */
function isRelative(terms: readonly Term[], at: number): boolean {
  // "Parmi les pays de l'AELE, lesquels …?" asks: nothing before it did.
  const asks = terms.slice(0, at).some((term) => hasCue(term, ASKING));
  const pronoun = asks && terms[at]?.afterPause && isAny(terms, at, ["which", "who"]);
  return Boolean(pronoun) && (isAny(terms, at - 1, ANTECEDENTS) || isBloc(terms[at - 1]));
}

/** "in the declaration", "of the EU declaration": the default object, however it is named. */
function bindDeclaration({ terms }: Scene, at: number, reading: Reading): number {
  let next = hasCue(terms[at], ANY_PREPOSITION) ? overFillers(terms, at + 1) : at;
  if (isBloc(terms[next])) next += 1;
  const term = terms[next];
  if (!term || !hasCue(term, "declaration")) return 0;
  // "How many are in 1+MG?"
  const within = next > at && hasCue(terms[at], IN);
  leaveLoose(reading, within ? { ...term, cues: union(term.cues, IN) } : term);
  return next - at + 1;
}

const IN = only("in");

/** "In Brussels". */
function bindCity({ terms }: Scene, at: number, reading: Reading): number {
  const start = isAny(terms, at, CITY_PREPOSITIONS) ? overFillers(terms, at + 1) : at;
  for (const sense of terms[start]?.senses ?? []) {
    if (sense.kind !== "city" || reading.city) continue;
    reading.city = sense.id;
    return start - at + 1;
  }
  return 0;
}

const HELLO = only("hello");
const THANKS = only("thanks");
const COURTEOUS = cueSet(["hello", "thanks", "filler", "polite"]);

/** "No, Austria": what was answered is denied, and nothing of the country. */
function contradicts(terms: readonly Term[]): boolean {
  const next = terms[overFillers(terms, 1)];
  return Boolean(hasCue(terms[0], "not") && terms[1]?.afterPause && next && countryOf(next));
}

/** "Hi, has Croatia signed? Thanks": greeting and thanks around a question are no part of it. */
function withoutCourtesy(terms: readonly Term[]): readonly Term[] {
  if (terms.every((term) => hasCue(term, COURTEOUS))) return terms;
  const first = hasCue(terms[0], HELLO) || contradicts(terms) ? 1 : 0;
  const last = hasCue(terms.at(-1), THANKS) ? terms.length - 1 : terms.length;
  return first === 0 && last === terms.length ? terms : terms.slice(first, last);
}
