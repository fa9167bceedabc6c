import { EVERYONE } from "../query.ts";
import { says } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { COUNTRIES, type Frame, SIGNING } from "./frame.ts";
import { ASKING, addsOnlyWhen, isAnchored } from "./order.ts";

const ENDS = shape({
  needs: [["and"], ["first", "latest"], [...ASKING, "when", "signatory"]],
  may: [...SIGNING, ...COUNTRIES],
  slots: ["extreme"],
});

/** "Who signed first, and who last?" */
const ends: Frame = (reading) => {
  const { extreme } = reading;
  if (!extreme || extreme.count !== null || !fits(reading, ENDS) || !isAnchored(reading, true)) return null;
  if (says(reading, "founder") || !says(reading, extreme.kind === "first" ? "latest" : "first")) return null;
  return { op: "at-rank", rank: { kind: "ends" }, filter: EVERYONE };
};

const REACHED = shape({
  needs: [["when"], ["sign", "join", "signatory"]],
  may: [...SIGNING, ...COUNTRIES, "reached", "many", "had"],
  slots: ["amounts"],
});

/** "When had 20 countries signed?", "when did the number of signatories reach 20?": when the 20th did. */
const reached: Frame = (reading) => {
  const [n, ...more] = reading.amounts;
  if (n === undefined || n < 1 || more.length > 0 || !fits(reading, REACHED)) return null;
  return { op: "at-rank", rank: { kind: "nth", n }, filter: EVERYONE };
};

const NEIGHBOUR = shape({
  may: [...SIGNING, ...COUNTRIES, ...ASKING, "when", "and", "it", "they"],
  slots: ["neighbour"],
});

/** "Who signed right after Croatia?", "who came just before Norway?" */
const neighbour: Frame = (reading) =>
  reading.neighbour && fits(reading, NEIGHBOUR) && addsOnlyWhen(reading)
    ? { op: "neighbour", ...reading.neighbour }
    : null;

/** Both ends of the order, the day on which a number was reached, and who stands beside a country. */
export const placeFrames: readonly Frame[] = [ends, reached, neighbour];
