import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { CountryCode, Slug } from "../../knowledge/schema/values.ts";
import type { Cue } from "../../language/cues.ts";
import type { At } from "../query.ts";
import { type Mention, type Reading, says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { codes, deniesInEarnest, type Frame } from "./frame.ts";

const NOW: readonly Cue[] = ["now", "today"];

const MEMBERSHIP = shape({
  may: [
    "member",
    "member-state",
    "country",
    "aboard",
    "in",
    "not",
    "true",
    "tag",
    "today",
    "then",
    "so",
    "as",
    "and",
    "both",
  ],
  slots: ["countries", "blocs", "within", "atSigning"],
});

/** "Is Norway in the EU?", "was the UK an EU member when it signed?"; when a country joined is another matter. */
const membership: Frame = (reading, knowledge) => {
  const [bloc] = reading.blocs;
  if (!bloc || reading.blocs.length > 1 || reading.countries.length === 0 || !fits(reading, MEMBERSHIP))
    return null;
  const countries = codes(reading.countries);
  const at = timeOf(reading);
  const denied = isDenied(reading, bloc.member);
  if (!at || (at.kind === "ever" && (denied || !isPastKnown(countries, bloc.id, knowledge)))) return null;
  if (!denied) return { op: "membership", countries, bloc: bloc.id, at };
  return countries.length === 1 ? { op: "membership", countries, bloc: bloc.id, at, denied: true } : null;
};

/** "…, is it?" asks whether it is; "is it outside?" asks what it says. */
function isDenied(reading: Reading, member: boolean): boolean {
  if (says(reading, "true") && deniesInEarnest(reading)) return true;
  return !(member || reading.tagged || says(reading, "tag"));
}

/** Whether the past is known: "was Austria in EFTA?" stays open where the record tells today's members only. */
export function isPastKnown(
  countries: readonly CountryCode[],
  bloc: Slug,
  { blocs }: KnowledgeBase,
): boolean {
  const members = blocs.get(bloc)?.members ?? [];
  const isWhole = members.every(({ from }) => from !== null);
  return isWhole || countries.every((code) => members.some(({ country }) => country === code));
}

function atSigningOf(country: CountryCode | null, countries: readonly Mention[]): At {
  const own = country === null || countries.every(({ code }) => code === country);
  return { kind: "signing", country: own ? null : country };
}

function timeOf(reading: Reading): At | null {
  const { atSigning, within, countries } = reading;
  // A part of a state may belong to other blocs than the state: Greenland.
  if (countries.some(({ part }) => part !== null)) return null;
  if (atSigning) return within ? null : atSigningOf(atSigning.country, countries);
  if (!within) return says(reading, "past") && !saysAny(reading, NOW) ? { kind: "ever" } : { kind: "today" };
  const { from, to } = within;
  if (from === null) return to === null ? { kind: "today" } : { kind: "span", from: to, to };
  return { kind: "span", from, to };
}

const CAPACITY = shape({
  needs: [
    ["as", "capacity"],
    ["sign", "join"],
  ],
  may: [
    "member",
    "member-state",
    "country",
    "declaration",
    "true",
    "tag",
    "not",
    "in",
    "what",
    "which",
    "today",
  ],
  slots: ["countries", "blocs"],
});

/** "In what capacity did Norway sign?", "did Norway sign as an EU member?" */
const capacity: Frame = (reading) => {
  const [bloc] = reading.blocs;
  if (reading.countries.length === 0 || reading.blocs.length > 1 || !fits(reading, CAPACITY)) return null;
  const countries = codes(reading.countries);
  if (deniesInEarnest(reading)) return null;
  if (bloc) return { op: "membership", countries, bloc: bloc.id, at: { kind: "signing", country: null } };
  return says(reading, "capacity") ? { op: "capacity", countries } : null;
};

export const membershipFrames: readonly Frame[] = [membership, capacity];
