import type { At } from "../query.ts";
import { fits, type Reading, says } from "../reading.ts";
import { codes, type Frame } from "./frame.ts";

/** "Is Norway in the EU?", "was the UK an EU member when it signed?"; when a country joined is another matter. */
const membership: Frame = (reading) => {
  const shape = {
    may: ["member", "member-state", "country", "aboard", "in", "not", "true", "tag", "today", "so", "as"],
    slots: ["countries", "blocs", "within", "atSigning"],
  } as const;
  const [bloc] = reading.blocs;
  if (!bloc || reading.blocs.length > 1 || reading.countries.length === 0 || !fits(reading, shape))
    return null;
  const at = timeOf(reading);
  return at ? { op: "membership", countries: codes(reading.countries), bloc: bloc.id, at } : null;
};

function timeOf(reading: Reading): At | null {
  if (reading.atSigning) {
    const { country } = reading.atSigning;
    const own = country === null || reading.countries.some(({ code }) => code === country);
    return own && !reading.within ? { kind: "signing" } : null;
  }
  if (!reading.within) return { kind: "today" };
  const { from, to } = reading.within;
  if (to !== null && (from === null || from === to)) return { kind: "day", day: to };
  return from === null && to === null ? { kind: "today" } : null;
}

/** "In what capacity did Norway sign?", "did Norway sign as an EU member?" */
const capacity: Frame = (reading) => {
  const [bloc] = reading.blocs;
  const shape = {
    needs: [
      ["as", "capacity"],
      ["sign", "join"],
    ],
    may: ["member", "member-state", "country", "declaration", "true", "tag", "not", "in", "what", "which"],
    slots: ["countries", "blocs"],
  } as const;
  if (reading.countries.length === 0 || reading.blocs.length > 1 || !fits(reading, shape)) return null;
  if (!bloc && !says(reading, "capacity")) return null;
  return bloc
    ? { op: "membership", countries: codes(reading.countries), bloc: bloc.id, at: { kind: "signing" } }
    : { op: "capacity", countries: codes(reading.countries) };
};

export const membershipFrames: readonly Frame[] = [membership, capacity];
