import { slug } from "../../knowledge/schema/values.ts";
import { says } from "../reading.ts";
import { fits, shape } from "../shape.ts";
import { type Frame, isYesNo } from "./frame.ts";

const RATIFICATION = slug.parse("ratification");
const WITHDRAWAL = slug.parse("withdrawal");
const ELIGIBILITY = slug.parse("eligibility");

const RATIFIED = shape({
  needs: [["ratify"]],
  may: [
    "declaration",
    "who",
    "which",
    "country",
    "not",
    "when",
    "it",
    "signatory",
    "so",
    "true",
    "all",
    "any",
    "binding",
  ],
  slots: ["countries", "topics", "blocs"],
});

/** "Has Norway ratified the declaration?": a political declaration is not ratified by anyone. */
const ratification: Frame = (reading) =>
  fits(reading, RATIFIED) && !(says(reading, "binding") && reading.topics.length > 0)
    ? { op: "topic", topics: [RATIFICATION], aspect: isYesNo(reading) ? "status" : "definition" }
    : null;

const WHO_MAY_SIGN = shape({
  needs: [
    ["can", "eligible"],
    ["who", "which"],
  ],
  may: ["sign", "join", "declaration", "country", "aboard", "signatory", "what", "other"],
});

const MAY_ANY_SIGN = shape({
  needs: [["can"], ["any", "country"], ["sign", "declaration"]],
  may: ["join", "aboard", "signatory", "other"],
});

/** "Who can sign?", "which countries are eligible?", "can any country sign?" */
const whoMaySign: Frame = (reading) =>
  fits(reading, WHO_MAY_SIGN) || fits(reading, MAY_ANY_SIGN)
    ? { op: "topic", topics: [ELIGIBILITY], aspect: "definition" }
    : null;

const WITHDRAWING = shape({
  needs: [["can"], ["withdraw"]],
  may: ["sign", "declaration", "country", "signatory", "member-state", "it", "they", "any", "how", "from"],
});

/** "Can a country withdraw from the declaration?" */
const withdrawing: Frame = (reading) =>
  fits(reading, WITHDRAWING)
    ? { op: "topic", topics: [WITHDRAWAL], aspect: says(reading, "how") ? "process" : "definition" }
    : null;

/** Ratifying, who may sign and leaving: of these the knowledge tells as topics. */
export const joiningFrames: readonly Frame[] = [ratification, whoMaySign, withdrawing];
