import { cueSet, only } from "../language/cue-set.ts";
import type { Cue } from "../language/cues.ts";
import { bindAllOthers } from "./bind-claims.ts";
import type { Relation } from "./query.ts";
import { cuesOf, hasCue, leaveLoose, type Reading, says } from "./reading.ts";
import { backOverFillers, countriesAt, isAny, overFillers, type Scene } from "./scan.ts";

/** "before Croatia", "on the same day as Italy", "earlier than Latvia". */
export function bindRelation({ terms }: Scene, at: number, reading: Reading): number {
  const kind = relationOf(terms, at);
  if (!kind) return 0;
  const opposite = hasCue(terms[at + 1], "or") ? relationOf(terms, at + 2) : null;
  // "Before or after Croatia?" asks for the order and claims none.
  if (opposite)
    return opposite === kind ? 0 : bindTo(terms, at, overParticles(terms, at + 3), "either", reading);
  const next = overParticles(terms, at + 1);
  // Whoever signed after the founders is none of them.
  if (kind === "after" && hasCue(terms[next], "founder")) {
    reading.founders = false;
    return next - at + 1;
  }
  const others = kind === "same-day" ? 0 : bindAllOthers(terms, next, kind, reading);
  if (others > 0) return next - at + others;
  // "À partir de maintenant, la Pologne …" speaks of no signature.
  if (hasCue(terms[at], "since") && next > at + 2) return 0;
  return bindTo(terms, at, next, kind, reading);
}

function bindTo(
  terms: Scene["terms"],
  at: number,
  next: number,
  kind: Relation["kind"],
  reading: Reading,
): number {
  const { mentions, choice, length } = countriesAt(terms, next);
  for (const { code } of mentions) reading.relations.push({ kind, country: code });
  reading.choice ||= choice;
  return mentions.length === 0 ? 0 : next - at + length;
}

/** "Did Croatia sign later than Greece?", with words between "later" and "than". */
export function bindThan({ terms }: Scene, at: number, reading: Reading): number {
  const word = reading.loose.find((term) => hasCue(term, "earlier") || hasCue(term, "later"));
  const next = overFillers(terms, at + 1);
  const { mentions, choice, length } = countriesAt(terms, next);
  if (!hasCue(terms[at], "than") || !word || mentions.length === 0 || choice) return 0;
  const kind = hasCue(word, "earlier") ? "before" : "after";
  for (const { code } of mentions) reading.relations.push({ kind, country: code });
  reading.loose = reading.loose.filter((term) => term !== word);
  reading.said = cuesOf(reading.loose);
  return next - at + length;
}

/** "right after Croatia", "just before Norway", "next after Croatia", "followed Croatia". */
export function bindNeighbour({ terms }: Scene, at: number, reading: Reading): number {
  if (!isAny(terms, at, ["just", "next", "previous"])) return 0;
  const middle = overParticles(terms, at + 1);
  const kind = relationOf(terms, middle);
  const next = kind ? overParticles(terms, middle + 1) : middle;
  const [mention] = countriesAt(terms, next).mentions;
  if (!mention || kind === "same-day" || (kind === null && hasCue(terms[at], "just"))) return 0;
  const previous = kind === null ? hasCue(terms[at], "previous") : kind === "before";
  reading.neighbour = { direction: previous ? "previous" : "next", country: mention.code };
  return next - at + 1;
}

/** "After which country did Norway sign?" asks for the neighbour on the other side. */
export function bindAskedNeighbour({ terms }: Scene, at: number, reading: Reading): number {
  const start = hasCue(terms[at], "just") ? overParticles(terms, at + 1) : at;
  const kind = relationOf(terms, start);
  // "Después de qué país" is one term.
  const next = hasCue(terms[start], "which") ? start : overParticles(terms, start + 1);
  const asked = terms[next];
  const opens = isAny(terms, next, ["which", "who"]) && !hasCue(terms[start], "since");
  if (!asked || !opens || (next > at && asked.afterPause) || kind === null || kind === "same-day") return 0;
  reading.besideAsked = { direction: kind === "before" ? "next" : "previous", asked };
  return (isAny(terms, next + 1, ["country", "signatory", "member-state"]) ? next + 2 : next + 1) - at;
}

const ASKED_OF = cueSet(["who", "which"]);
const BESIDE: readonly Cue[] = ["next", "previous", "before", "after"];

/** "Which country did Norway follow?", "whom did Norway sign after?": the neighbour on the other side. */
export function bindAskedLast({ terms }: Scene, at: number, reading: Reading): number {
  const term = terms[at];
  if (!term || at < terms.length - 1 || !isAny(terms, at, BESIDE) || !says(reading, ASKED_OF)) return 0;
  const verb = isAny(terms, at - 1, ["sign", "join", "come"]) ? at - 1 : at;
  if (verb === at && isAny(terms, at, ["before", "after"])) return 0;
  const subject = backOverFillers(terms, verb);
  if (!isAny(terms, backOverFillers(terms, subject), ["aux"])) return 0;
  const direction = isAny(terms, at, ["next", "after"]) ? "previous" : "next";
  const [mention, ...more] = reading.countries;
  if (mention && more.length === 0 && countriesAt(terms, subject).mentions.length === 1) {
    reading.neighbour = { direction, country: mention.code };
    reading.countries = [];
    return 1;
  }
  if (!isAny(terms, subject, ["it", "they"])) return 0;
  leaveLoose(reading, { ...term, cues: only(direction), senses: [{ kind: "cue", cue: direction }] });
  return 1;
}

function overParticles(terms: Scene["terms"], at: number): number {
  let next = at;
  while (isAny(terms, next, ["than", "as", "to", "filler", "of", "with"])) next += 1;
  return next;
}

function relationOf(terms: Scene["terms"], at: number): "before" | "after" | "same-day" | null {
  // "Earlier or later than Germany".
  const opposed =
    hasCue(terms[at + 1], "or") &&
    isAny(terms, at + 2, ["earlier", "later"]) &&
    hasCue(terms[at + 3], "than");
  const than = hasCue(terms[at + 1], "than") || opposed;
  if (hasCue(terms[at], "before") || (than && hasCue(terms[at], "earlier"))) return "before";
  if (hasCue(terms[at], "after") || (than && hasCue(terms[at], "later"))) return "after";
  if (hasCue(terms[at], "since") && !isAny(terms, at, ["from", "founder"])) return "after";
  return hasCue(terms[at], "same") ? "same-day" : null;
}
