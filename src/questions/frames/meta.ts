import { type Courtesy, EVERYONE } from "../query.ts";
import { says, saysAny } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { COUNTRIES, codes, type Frame, SIGNING } from "./frame.ts";

const SOURCES = shape({
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
    "record",
    "and",
    "so",
    "not",
    "date",
  ],
  slots: ["countries", "signedFor"],
});

/** "Where did you get that?", "what is the source for Norway?" */
const sources: Frame = (reading) => {
  if (!fits(reading, SOURCES)) return null;
  const countries = codes([...reading.countries, ...reading.signedFor]);
  return {
    op: "sources",
    of: countries.length > 0 ? { op: "when", countries } : null,
  };
};

const FRESHNESS = shape({
  needs: [["fresh"]],
  may: [
    ...COUNTRIES,
    "how",
    "when",
    "what",
    "it",
    "list",
    "declaration",
    "source",
    "as",
    "on",
    "in",
    "self",
    "so",
    "record",
    "be",
  ],
  slots: ["extreme", "topics"],
});

/** "How current is this?", "when was the list last updated?" */
const freshness: Frame = (reading) => {
  if (!fits(reading, FRESHNESS)) return null;
  // "How recent is the declaration?" asks of another age than that of the list.
  const ofText = says(reading, "declaration") && !saysAny(reading, ["list", "record", "source"]);
  return ofText ? null : { op: "freshness" };
};

/** Of several courtesies in one message the last of these is returned. */
const COURTESIES: readonly Courtesy[] = ["hello", "bye", "thanks", "help", "identity"];
const COURTEOUS = shape({
  needs: [COURTESIES],
  may: [...COURTESIES, "what", "it", "so", "for", "how", "who", "self", "and"],
});

/** Greeting, thanks, help and "who are you". */
const courtesy: Frame = (reading) => {
  const kind = fits(reading, COURTEOUS) && COURTESIES.findLast((each) => says(reading, each));
  return kind ? { op: "courtesy", kind } : null;
};

const WHOLE_LIST = shape({ needs: [["list"], ["all"]] });

/** "List them all" */
const wholeList: Frame = (reading) => (fits(reading, WHOLE_LIST) ? { op: "list", filter: EVERYONE } : null);

export const metaFrames: readonly Frame[] = [sources, freshness, courtesy, wholeList];
