import type { Aspect } from "../../knowledge/schema/topic.ts";
import type { Cue } from "../../language/cues.ts";
import { type Reading, says, saysAny } from "../reading.ts";
import { type Shape, type Slot, shape } from "../shape.ts";

/** The words that ask for one aspect of a topic. */
export interface Asked {
  readonly aspect: Aspect;
  readonly shape: Shape;
  /** Whether the declaration itself may be asked so: "who are its signatories?" is a list, no topic. */
  whenDeclared(reading: Reading): boolean;
  /** Whether "it" without anything before can only mean the declaration: "is it binding?" */
  readonly ofIt: boolean;
  /** Asked only where something is on record: "who made it?" */
  readonly ofRecord: boolean;
  /** Asks of the target by its number and its time: "were a million genomes accessible by 2022?" */
  readonly ofTarget: boolean;
  /** Only what countries sign may be asked so: "when was it signed?" */
  readonly ofSigned: boolean;
  /** Answers a yes/no question: preferred in one, and not meant otherwise. */
  readonly yesNo: boolean;
}

/** Words that may stand in any question about a topic. */
const AROUND: readonly Cue[] = [
  "declaration",
  "it",
  "they",
  "what",
  "which",
  "about",
  "in",
  "on",
  "for",
  "and",
  "so",
  "today",
  "true",
  "tag",
];
const SLOTS: readonly Slot[] = ["topics", "milestones", "atSigning"];

const OF_IT: readonly Aspect[] = ["binding", "benefits", "funding", "purpose"];

const OF_RECORD: readonly Aspect[] = ["success", "failure", "effect", "author"];

const always = (): boolean => true;
const never = (): boolean => false;
const unlessCountries = (reading: Reading): boolean =>
  !saysAny(reading, ["who", "which", "country", "signatory", "list", "it", "they"]);

function asked(
  aspect: Aspect,
  needs: ReadonlyArray<readonly Cue[]>,
  may: readonly Cue[],
  whenDeclared: Asked["whenDeclared"] = always,
  yesNo = false,
): Asked {
  const ofIt = OF_IT.includes(aspect);
  const ofRecord = OF_RECORD.includes(aspect);
  return {
    aspect,
    shape: shape({
      needs,
      may: [...AROUND, ...may],
      slots: aspect === "success" || aspect === "failure" ? [...SLOTS, "within"] : SLOTS,
    }),
    whenDeclared,
    ofIt,
    ofRecord,
    ofTarget: false,
    ofSigned: false,
    yesNo,
  };
}

const notOfIt = (reading: Reading): boolean => !says(reading, "it");
const OF_SIGNING: readonly Cue[] = ["sign", "signatory", "country"];

/** A question fits one of them or it is not about a topic; of several the one on record, then the narrower, is meant. */
export const ASKED: readonly Asked[] = [
  asked(
    "definition",
    [],
    ["mean", "list", "how", "as", "cover", "who", "signatory", "other"],
    unlessCountries,
  ),
  asked("definition", [["cover"]], ["list", "how", "exist", "signatory", "country", "when"]),
  asked("purpose", [["purpose", "why"]], ["work", "exist", "begin", ...OF_SIGNING]),
  asked("purpose", [["what"], ["for"]], ["work", "exist"]),
  asked("benefits", [["benefit"]], ["who", "how", "why", ...OF_SIGNING]),
  asked("benefits", [["how"], ["benefit"]], ["self"]),
  asked(
    "start",
    [
      ["when", "date", "start-of"],
      ["begin", "happen", "start-of", "apply"],
    ],
    ["first", "year", "at", "future", "exist", "sign"],
    notOfIt,
  ),
  {
    ...asked("start", [["when", "date"], ["sign"]], ["first", "year", "at", "future"], notOfIt),
    ofSigned: true,
  },
  asked("start", [["when", "date"]], ["future"], never),
  asked("end", [["end", "end-of"]], ["future", "when", "date", "year", "reached", "by"]),
  asked("duration", [["duration"]], ["how", "long", "work", "exist", "run", "future"]),
  asked("coordinator", [["run"]], ["who", "by", "country", "person"]),
  asked("funding", [["cost"]], ["who", "how", "many", "by", "from", "where", ...OF_SIGNING]),
  asked(
    "size",
    [["many", "size"]],
    ["participate", "how", "exist", "access", "future", "keep", "often", "meet"],
    never,
  ),
  asked(
    "participants",
    [["participate", "country", "member"]],
    ["who", "many", "list", "from", "with", "not", "join", "aboard"],
    never,
  ),
  asked("participants", [["who"]], [], never),
  asked("access", [["access"]], ["who", "can", "how", "to", "by", "self", "where", "future"], never),
  {
    ...asked("access", [["where", "how", "can"], ["access"]], ["where", "how", "can", "to", "self"], notOfIt),
    ofRecord: true,
  },
  { ...asked("application", [["can"]], ["how", "self", "participate"], never), ofRecord: true },
  asked("location", [["where", "keep"]], ["work", "at", "exist", "happen", "begin", "can", "self"], notOfIt),
  { ...asked("location", [["where", "place"], ["sign"]], ["at", "first"], notOfIt), ofSigned: true },
  asked("application", [["apply"]], ["how", "can", "who", "access", "join", "self"], never),
  asked(
    "status",
    [["exist", "cover", "in-force"]],
    ["not", "work", "when", "begin", "end"],
    unlessCountries,
    true,
  ),
  asked("success", [["reached"]], ["not", "by", "end", "sign"]),
  { ...asked("success", [["access", "exist"]], ["not", "by", "end"]), ofTarget: true },
  asked("failure", [["why"], ["reached"]], ["not", "by", "end", "sign"]),
  asked("effect", [["effect"]], ["after", "how", "with", "by", "from", "at"], never),
  asked("author", [["who", "by"], ["make"]], ["by", "work"], never),
  asked("signature", [["signatory", "sign", "member"]], ["not", "country"], never, true),
  asked("status", [], ["not"], never, true),
  asked("safety", [["safe"]], ["future", "not", "self", "work", "how", "keep"], never),
  asked("binding", [["binding"]], ["not", ...OF_SIGNING]),
  asked("frequency", [["often"]], ["how", "happen", "work", "signatory", "meet"], never),
  asked("frequency", [["many"], ["year"]], ["often", "happen", "meet", "signatory"], never),
  asked("process", [["how"], ["work", "happen", "access", "cover"]], ["can"], notOfIt),
  asked("reason", [["why"]], ["not", "exist", "keep"]),
];
