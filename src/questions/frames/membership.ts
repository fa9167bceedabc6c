import type { At } from "../query.ts";
import { type Reading, says } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { codes, deniesInEarnest, type Frame } from "./frame.ts";

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
    "so",
    "as",
    "and",
    "both",
  ],
  slots: ["countries", "blocs", "within", "atSigning"],
});

/** "Is Norway in the EU?", "was the UK an EU member when it signed?"; when a country joined is another matter. */
const membership: Frame = (reading) => {
  const [bloc] = reading.blocs;
  if (!bloc || reading.blocs.length > 1 || reading.countries.length === 0 || !fits(reading, MEMBERSHIP))
    return null;
  // A part of a state may belong to other blocs than the state: Greenland.
  const at = reading.countries.some(({ part }) => part !== null) ? null : timeOf(reading);
  const countries = codes(reading.countries);
  if (!at) return null;
  const checked = says(reading, "true") && deniesInEarnest(reading);
  // "…, is it?" asks whether it is; "is it outside?" asks what it says.
  const denied = checked || !(bloc.member || reading.tagged || says(reading, "tag"));
  if (!denied) return { op: "membership", countries, bloc: bloc.id, at };
  return countries.length === 1 ? { op: "membership", countries, bloc: bloc.id, at, denied: true } : null;
};

function timeOf({ atSigning, within, countries }: Reading): At | null {
  if (atSigning) {
    if (within) return null;
    const { country } = atSigning;
    const own = country === null || countries.every(({ code }) => code === country);
    return own ? { kind: "signing", country: null } : { kind: "signing", country };
  }
  if (!within) return { kind: "today" };
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
