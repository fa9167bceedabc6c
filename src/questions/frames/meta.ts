import { type Courtesy, EVERYONE } from "../query.ts";
import { fits, says } from "../reading.ts";
import { COUNTRIES, codes, type Frame, SIGNING } from "./frame.ts";

/** "Where did you get that?", "what is the source for Norway?" */
const sources: Frame = (reading) => {
  const shape = {
    needs: [["source"]],
    may: [
      ...SIGNING,
      "what",
      "which",
      "where",
      "who",
      "it",
      "for",
      "on",
      "how",
      "list",
      "by",
      "from",
      "about",
    ],
    slots: ["countries", "signedFor"],
  } as const;
  if (!fits(reading, shape)) return null;
  const countries = codes([...reading.countries, ...reading.signedFor]);
  return {
    op: "sources",
    of: countries.length > 0 ? { op: "status", countries, signed: true, within: null, claim: false } : null,
  };
};

/** "How current is this?", "when was the list last updated?" */
const freshness: Frame = (reading) => {
  const shape = {
    needs: [["fresh"]],
    may: [...COUNTRIES, "how", "when", "what", "it", "list", "declaration", "source", "as", "on", "in"],
    slots: ["extreme"],
  } as const;
  return fits(reading, shape) ? { op: "freshness" } : null;
};

const COURTESIES: readonly Courtesy[] = ["hello", "thanks", "bye", "help", "identity"];

/** Greeting, thanks, help and "who are you". */
const courtesy: Frame = (reading) => {
  const said = COURTESIES.filter((kind) => says(reading, kind));
  const kind = said.toSorted((a, b) => COURTESIES.indexOf(b) - COURTESIES.indexOf(a))[0];
  if (!kind || (said.length > 1 && kind !== "help" && kind !== "identity" && !said.includes("hello")))
    return null;
  return fits(reading, {
    needs: [[kind]],
    may: [...COURTESIES, "what", "it", "so", "for", "how", "who"],
    slots: [],
  })
    ? { op: "courtesy", kind }
    : null;
};

/** "Who?" and the like never stand alone, but the whole list may be asked for by its name. */
const wholeList: Frame = (reading) =>
  fits(reading, { needs: [["list"]], may: ["all"], slots: [] }) && says(reading, "all")
    ? { op: "list", filter: EVERYONE }
    : null;

export const metaFrames: readonly Frame[] = [sources, freshness, courtesy, wholeList];
