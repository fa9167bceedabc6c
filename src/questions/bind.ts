import type { Day } from "../knowledge/day.ts";
import type { Slug } from "../knowledge/schema/values.ts";
import { type CueSet, cueSet, isEmpty, only, shares, without } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import { KIND, type Sense } from "../language/lexicon.ts";
import type { Term } from "../language/term.ts";
import { bindAmount, bindBloc, bindExtreme, bindRank } from "./bind-amounts.ts";
import { bindContrast } from "./bind-contrast.ts";
import { BOUNDING, bindBetween, bindDate, bindEvent, bindNeighbour, bindRelation } from "./bind-time.ts";
import { DATE_WORDS } from "./calendar.ts";
import { inPlace, opensDenied } from "./in-place.ts";
import { emptyReading, hasCue, leaveLoose, type Reading, says, saysAny } from "./reading.ts";
import {
  backOverFillers,
  type CountryList,
  countriesAt,
  isAny,
  isBloc,
  overFillers,
  type Rule,
  type Scene,
} from "./scan.ts";
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

const PREPOSITIONS: readonly Cue[] = ["in", "on", "at", "for", "with", "from", "to", "of", "by", "as"];

const ANY_PREPOSITION = cueSet(PREPOSITIONS);

/** In this order: what binds more words comes first. */
const BINDINGS: readonly Binding[] = [
  binding(bindTag, ["aux"]),
  binding(bindBetween, ["between", "from", "of"]),
  binding(bindDate, [...BOUNDING, ...DATE_WORDS], "number", "month", "day"),
  binding(bindEvent, ["when", "at-signing"]),
  binding(bindNeighbour, ["just", "next", "previous"]),
  binding(bindRelation, ["before", "after", "earlier", "later", "same"]),
  binding(bindRank, ["position"], "number"),
  binding(bindExtreme, ["first", "founder", "latest"], "number"),
  binding(bindAmount, [], "number"),
  binding(bindBloc, [...PREPOSITIONS, "outside", "not", "member-state"], "bloc"),
  binding(bindDeclaration, [...PREPOSITIONS, "declaration"], "bloc"),
  binding(bindContrast, ["not", "and"], "country"),
  binding(bindCountries, [...PREPOSITIONS, "except", "both"], "country"),
  binding(bindThing, PREPOSITIONS, "topic", "milestone", "signer"),
];

/** Binds the words of a question to each other, from left to right. What nothing binds stays loose. */
export function bind(all: readonly Term[], today: Day, milestones: Scene["milestones"]): Reading {
  const reading = emptyReading();
  const terms = withoutCourtesy(all).map(inPlace);
  const scene: Scene = { terms, today, milestones };
  reading.inverted = hasCue(terms[overFillers(terms, 0)], AUXILIARY);
  reading.opensDenied = opensDenied(terms);
  let at = 0;
  while (at < terms.length) {
    const term = terms[at];
    if (!term) break;
    const taken = bindAt(scene, at, term, reading);
    if (taken === 0) leaveUnbound(term, reading);
    at += Math.max(1, taken);
  }
  boundEvents(reading, scene);
  unboundToday(reading);
  reading.loose = withoutRepeatedSubject(reading);
  return sealed(reading);
}

/** The number of terms that the first rule takes of those that may begin with the term. */
function bindAt(scene: Scene, at: number, term: Term, reading: Reading): number {
  for (const { rule, cues, kinds } of BINDINGS) {
    if ((term.kinds & kinds) === 0 && !shares(term.cues, cues)) continue;
    const taken = rule(scene, at, reading);
    if (taken > 0) return taken;
  }
  return 0;
}

const PRONOUNS = cueSet(["it", "they"]);
const AUXILIARY = only("aux");
const SUBJECTS = cueSet(["declaration", "country", "member-state", "signatory", "many", "who", "which"]);

/** "La déclaration a-t-elle …", "how many countries have they …": the pronoun only repeats the subject. */
function withoutRepeatedSubject(reading: Reading): Term[] {
  const repeats = says(reading, PRONOUNS) && says(reading, AUXILIARY);
  const named =
    reading.countries.length + reading.topics.length + reading.weakTopics.length + reading.milestones.length >
      0 || says(reading, SUBJECTS);
  if (!repeats || !named) return reading.loose;
  return reading.loose.map((term) => {
    if (!hasCue(term, "aux") || !hasCue(term, PRONOUNS)) return term;
    return { ...term, cues: without(term.cues, PRONOUNS) };
  });
}

/** "Who signed the first day?": an event beside signing is the time of it. */
function boundEvents(reading: Reading, { milestones }: Scene): void {
  if (reading.milestones.length !== 1) return;
  const [id] = reading.milestones;
  const date = id ? milestones.get(id)?.date : undefined;
  const signing = says(reading, "sign") && !saysAny(reading, ["when", "where", "happen"]);
  if (!date || reading.topics.length > 0 || reading.within || !signing) return;
  reading.within = { from: date.earliest, to: date.latest };
  reading.milestones = [];
}

/** "How many genomes are there today?": it bounds nothing, and what is on record of a topic is told as of today. */
function unboundToday(reading: Reading): void {
  const { topics, within } = reading;
  if (topics.length > 0 && within?.from === null && within.to === null) reading.within = null;
}

function leaveUnbound(term: Term, reading: Reading): void {
  if ((term.kinds & KIND.cue) !== 0) leaveLoose(reading, term);
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

/** "in the declaration", "of the EU declaration": the default object, however it is named. */
function bindDeclaration({ terms }: Scene, at: number, reading: Reading): number {
  let next = hasCue(terms[at], ANY_PREPOSITION) ? overFillers(terms, at + 1) : at;
  if (isBloc(terms[next])) next += 1;
  const term = terms[next];
  if (!term || !hasCue(term, "declaration")) return 0;
  leaveLoose(reading, term);
  return next - at + 1;
}

const BEFORE_COUNTRY = cueSet(["by", "for", "of", "from", "with", "except"]);

/** One country or several: "Norway", "by Norway", "for Norway", "Norway, Sweden or Poland". */
function bindCountries({ terms }: Scene, at: number, reading: Reading): number {
  const preposition = hasCue(terms[at], BEFORE_COUNTRY);
  const start = preposition ? overFillers(terms, at + 1) : at;
  const list = countriesAt(terms, start);
  if (list.mentions.length === 0) return 0;
  place(list, { terms, at, preposition }, reading);
  reading.choice ||= list.choice;
  return start - at + list.length;
}

interface Position {
  readonly terms: readonly Term[];
  readonly at: number;
  readonly preposition: boolean;
}

/** Puts a list of countries where the word before it says. */
function place({ mentions }: CountryList, position: Position, reading: Reading): void {
  const { terms, at, preposition } = position;
  const [first] = mentions;
  const term = terms[at];
  const is = (cue: Cue) => preposition && hasCue(term, cue);
  // Where one word is "for" and "by", it is "for" after "who": "¿quién firmó por Noruega?"
  if (is("for") && (!is("by") || says(reading, "who") || says(reading, "person")))
    reading.signedFor.push(...mentions);
  else if (is("except")) reading.excluded.push(...mentions);
  else if (isApart(position, reading) && term) reading.stray.push(term);
  else if (is("with") && first && mentions.length === 1) {
    reading.relations.push({ kind: "same-day", country: first.code });
  } else reading.countries.push(...mentions);
}

/**
 * "Latvia part of Russia", "Scotland join the UK": a second country that nothing joins to the first;
 * "is he in Norway?": a country as a place; "who joined Norway?": a country as what one joins.
 */
function isApart({ terms, at, preposition }: Position, reading: Reading): boolean {
  if (reading.countries.length > 0) return !isAny(terms, at - 1, ["and", "or"]);
  const before = backOverFillers(terms, at);
  if (isAny(terms, before, ["in"])) return true;
  const joined = isAny(terms, before, ["join"]) || (preposition && isAny(terms, at, ["to"]));
  return joined && saysAny(reading, ["who", "which", "many"]) && !says(reading, "sign");
}

const BEFORE_THING = cueSet(["in", "on", "at", "for", "with", "from", "by"]);

/** A topic, a milestone or a person who signed; a name that is several counts as each. */
function bindThing({ terms }: Scene, at: number, reading: Reading): number {
  const bound = hasCue(terms[at], BEFORE_THING);
  const start = bound ? overFillers(terms, at + 1) : at;
  const term = terms[start];
  if (!term || (term.kinds & THING) === 0) return 0;
  for (const sense of term.senses) name(sense, reading);
  if ((term.kinds & KIND.topic) === 0) reading.events.push(...milestonesOf(term));
  const before = terms[at];
  // "How much sequencing is there?" asks for an amount of it, not for what it costs.
  if (before && hasCue(terms[at - 1], "much") && !hasCue(terms[at - 1], "many")) reading.stray.push(before);
  if (before && hasCue(before, "in")) reading.hints.push(before);
  if (!isEmpty(term.cues)) reading.hints.push(term);
  return start - at + 1;
}

const THING = KIND.topic | KIND.milestone | KIND.signer;

function milestonesOf({ senses }: Term): readonly Slug[] {
  return senses.flatMap((sense) => (sense.kind === "milestone" ? [sense.id] : []));
}

function name(sense: Sense, reading: Reading): void {
  if (sense.kind === "topic") (sense.weak ? reading.weakTopics : reading.topics).push(sense.id);
  else if (sense.kind === "milestone") reading.milestones.push(sense.id);
  else if (sense.kind === "signer") reading.people.push(...sense.countries);
}

const HELLO = only("hello");
const THANKS = only("thanks");
const COURTEOUS = cueSet(["hello", "thanks", "filler", "polite"]);

/** "Hi, has Croatia signed? Thanks": greeting and thanks around a question are no part of it. */
function withoutCourtesy(terms: readonly Term[]): readonly Term[] {
  if (terms.every((term) => hasCue(term, COURTEOUS))) return terms;
  const first = hasCue(terms[0], HELLO) ? 1 : 0;
  const last = hasCue(terms.at(-1), THANKS) ? terms.length - 1 : terms.length;
  return first === 0 && last === terms.length ? terms : terms.slice(first, last);
}
