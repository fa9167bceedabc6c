import type { Day } from "../knowledge/day.ts";
import type { Slug } from "../knowledge/schema/values.ts";
import { type CueSet, cueSet, isEmpty, NO_CUES, only, shares, union, without } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import { KIND, type Sense } from "../language/lexicon.ts";
import type { Term } from "../language/term.ts";
import { bindAmount, bindBloc, bindBounded, bindExtreme, bindRank } from "./bind-amounts.ts";
import { bindFalse, boundSpeaker, withoutSpeaker } from "./bind-claims.ts";
import { bindContrast } from "./bind-contrast.ts";
import { bindPivot } from "./bind-pivot.ts";
import { bindNeighbour, bindRelation, bindThan } from "./bind-relations.ts";
import { BOUNDING, bindBetween, bindDate, bindEvent } from "./bind-time.ts";
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

const CITY_PREPOSITIONS: readonly Cue[] = ["in", "at", "on", "during"];
const PREPOSITIONS: readonly Cue[] = ["in", "on", "at", "for", "with", "from", "to", "of", "by", "as"];

const ANY_PREPOSITION = cueSet(PREPOSITIONS);

/** In this order: what binds more words comes first. */
const BINDINGS: readonly Binding[] = [
  binding(bindTag, ["aux"]),
  binding(bindBetween, ["between", "from", "of"]),
  binding(bindPivot, ["before", "after", "earlier", "later"]),
  binding(bindDate, [...BOUNDING, ...DATE_WORDS], "number", "month", "day"),
  binding(bindEvent, ["when", "than", "at-signing"]),
  binding(bindThan, ["than"]),
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
    if (taken === 0 && !isRelative(terms, at)) leaveUnbound(asTag(term, terms, at), reading);
    at += Math.max(1, taken);
  }
  boundEvents(reading, scene);
  unboundToday(reading);
  boundSpeaker(reading, about);
  settleStart(reading);
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

const PRONOUNS = cueSet(["it", "they"]);
const AUXILIARY = only("aux");
const SUBJECTS = cueSet([
  "declaration",
  "country",
  "member-state",
  "signatory",
  "many",
  "who",
  "which",
  "any",
  "none",
]);

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

const FOUNDER = only("founder");

/** "How many have signed since the start?" means all of them; a country was in "since the start" or was not. */
function settleStart(reading: Reading): void {
  if (!says(reading, FOUNDER)) return;
  const start = reading.loose.find((term) => hasCue(term, FOUNDER) && hasCue(term, "filler"));
  if (!start || reading.countries.length > 0) return;
  reading.extreme = null;
  reading.loose = reading.loose.filter((term) => term !== start);
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

/** "Kraje, które podpisały": a pronoun after a comma and the noun it stands for asks nothing. */
function isRelative(terms: readonly Term[], at: number): boolean {
  const pronoun = terms[at]?.afterPause && isAny(terms, at, ["which", "who"]);
  return Boolean(pronoun) && (isAny(terms, at - 1, ANTECEDENTS) || isBloc(terms[at - 1]));
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
  // "Med da Tyskland signerte": what follows "when" is a clause of its own.
  if (list.mentions.length === 0 || terms.slice(at + 1, start).some((term) => hasCue(term, "when"))) return 0;
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
  else if (isBeside(position, reading)) reading.beside.push(...mentions);
  else if (isApart(position, reading) && term) reading.stray.push(term);
  else if (is("with") && first && mentions.length === 1) {
    reading.relations.push({ kind: "same-day", country: first.code });
  } else reading.countries.push(...mentions);
}

/** "25 EU countries, the UK and Norway": joined to the number of others. */
function isBeside({ terms, at, preposition }: Position, reading: Reading): boolean {
  if (reading.amounts.length === 0 || reading.countries.length > 0 || preposition) return false;
  const before = backOverFillers(terms, at);
  return hasCue(terms[before], "and") || terms.slice(before + 1, at + 1).some(({ afterPause }) => afterPause);
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
