import type { Threat } from "./threats.ts";

const ECHO = "src/wording/echo.ts";
const ECHO_TEST = "test/wording/echo.test.ts";
const YAML = "src/knowledge/parse-yaml.ts";
const YAML_TEST = "test/knowledge/broken-yaml.test.ts";

export const CORE_THREATS: readonly Threat[] = [
  {
    attack: "a quoted word turns the line around it (Hebrew, Arabic)",
    defence: "what is quoted is isolated",
    ...{ file: ECHO, replace: "RIGHT_TO_LEFT.test(shown)", by: "shown === null" },
    test: { file: ECHO_TEST, name: "turn nothing around them, whatever way they are written" },
  },
  {
    attack: "a name or a page of the knowledge turns the line by a direction override",
    defence: "overrides are left out of all that is sent",
    ...{ file: ECHO, replace: 'text.replace(TURNING, "")', by: "text" },
    test: {
      file: "test/slack/attacks.test.ts",
      name: "does nothing in a message to Slack, in blocks and in the text of notifications",
    },
  },
  {
    attack: "a letter under hundreds of marks covers the lines above it",
    defence: "a letter keeps four marks",
    ...{ file: ECHO, replace: '.replace(FLOOD, "$1")', by: "" },
    test: { file: ECHO_TEST, name: "bury nothing under their marks" },
  },
  {
    attack: "a quoted word is invisible or endless",
    defence: "invisible letters are left out, and forty characters are quoted",
    ...{ file: ECHO, replace: "characters.length > MAX_ECHOED", by: "characters.length < 0" },
    test: {
      file: "test/questions/abstain.test.ts",
      name: "quotes at most forty characters of an unknown word",
    },
  },
  {
    attack: "a question of a hundred thousand characters takes seconds to read",
    defence: "a question is cut at 500 characters before anything looks at it",
    ...{ file: "src/language/tokenise.ts", replace: "question.slice(0, MAX_QUESTION)", by: "question" },
    test: {
      file: "test/language/tokenise.test.ts",
      name: "cuts a question of 100,000 characters at 500 before it looks at anything",
    },
  },
  {
    attack: "a file of the knowledge grows to gigabytes by aliases",
    defence: "aliases, anchors, tags and merge keys are refused",
    ...{ file: YAML, replace: "isAlias(node)", by: "false" },
    test: { file: YAML_TEST, name: "an alias" },
  },
  {
    attack: "a file of the knowledge reaches what all objects share",
    defence: "`__proto__` and its like are refused as keys",
    ...{
      file: YAML,
      replace: '"__proto__", "constructor", "prototype", "<<"',
      by: '"constructor", "prototype", "<<"',
    },
    test: { file: YAML_TEST, name: "a __proto__ key" },
  },
  {
    attack: "a file of the knowledge overflows the stack by its depth",
    defence: "depth is checked before the parser of nodes runs",
    ...{ file: YAML, replace: "const MAX_DEPTH = 24;", by: "const MAX_DEPTH = 24_000;" },
    test: { file: YAML_TEST, name: "too deep brackets" },
  },
];
