import { cueSet, only, without } from "../language/cue-set.ts";
import { countryOf, type Term } from "../language/term.ts";
import { hasCue, type Reading, says, saysAny } from "./reading.ts";
import type { Scene } from "./scan.ts";

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
export function withoutRepeatedSubject(reading: Reading): Term[] {
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
export function boundEvents(reading: Reading, { milestones }: Scene): void {
  if (reading.milestones.length !== 1) return;
  const [id] = reading.milestones;
  const date = id ? milestones.get(id)?.date : undefined;
  const signing = says(reading, "sign") && !saysAny(reading, ["when", "where", "happen"]);
  if (!date || reading.topics.length > 0 || reading.within || !signing) return;
  reading.within = { from: date.earliest, to: date.latest };
  reading.milestones = [];
}

/** "How many genomes are there today?": it bounds nothing, and what is on record of a topic is told as of today. */
export function unboundToday(reading: Reading): void {
  const { topics, within } = reading;
  if (topics.length > 0 && within?.from === null && within.to === null) reading.within = null;
}

const FOUNDER = only("founder");

/** "How many have signed since the start?" means all of them; a country was in "since the start" or was not. */
export function settleStart(reading: Reading): void {
  if (!says(reading, FOUNDER)) return;
  const start = reading.loose.find((term) => hasCue(term, FOUNDER) && hasCue(term, "filler"));
  if (!start || reading.countries.length > 0) return;
  // "Who has been in since the start?" asks for those who were there at it.
  if (
    saysAny(reading, ["in", "member", "aboard", "signatory"]) &&
    !saysAny(reading, ["sign", "join", "many"])
  )
    return;
  reading.extreme = null;
  reading.loose = reading.loose.filter((term) => term !== start);
}

/** "After which country did Norway sign?": of one country, and of its signature. */
export function settleNeighbour(reading: Reading): void {
  const { besideAsked, countries } = reading;
  const [mention, ...more] = countries;
  if (!besideAsked) return;
  if (!mention || more.length > 0 || !saysAny(reading, ["sign", "join"])) {
    reading.stray.push(besideAsked.asked);
    return;
  }
  reading.neighbour = { direction: besideAsked.direction, country: mention.code };
  reading.countries = [];
}

/** "Wann schloss sich Österreich Deutschland an?": what one joins beside another country is that country. */
export function settleJoined(reading: Reading, terms: readonly Term[]): void {
  if (!says(reading, "join") || saysAny(reading, ["sign", "signatory", "declaration"])) return;
  const joined = terms.find((term, at) => {
    const before = at > 0 ? terms[at - 1] : undefined;
    return before && countryOf(before) && countryOf(term) && !term.afterPause;
  });
  if (joined) reading.stray.push(joined);
}
