import { assert, constantFrom, property, shuffledSubarray, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { NEWS_KINDS } from "../../src/announcements/event.ts";
import { VERBS } from "../../src/subscriptions/command.ts";
import { parseCommand } from "../../src/subscriptions/parse-command.ts";
import { termsOf } from "../../src/subscriptions/terms.ts";
import { languageName } from "../../src/wording/language-name.ts";
import { openEngine } from "../questions/engine.ts";

const { knowledge } = await openEngine();
const terms = termsOf(knowledge);
const parse = (text: string) => parseCommand(text, terms);
const HOUR = 3_600_000;

/** The command that `text` is, without its wrapping; what is malformed fails the test. */
function commandOf(text: string): object {
  const parsed = parse(text);
  if (parsed?.kind !== "command") throw new Error(`${text}: ${JSON.stringify(parsed)}`);
  return parsed.command;
}

describe("parseCommand", () => {
  const COMMANDS: ReadonlyArray<[text: string, command: object]> = [
    ["subscribe", { verb: "subscribe", kinds: null, language: null }],
    ["  Subscribe  ", { verb: "subscribe", kinds: null, language: null }],
    ["subscribe new signatories", { verb: "subscribe", kinds: ["accession"], language: null }],
    ["subscribe to signatories", { verb: "subscribe", kinds: ["accession"], language: null }],
    [
      "subscribe milestones and Corrections",
      { verb: "subscribe", kinds: ["correction", "milestone"], language: null },
    ],
    [
      "subscribe withdrawals,corrections, new signatories & milestones",
      { verb: "subscribe", kinds: [...NEWS_KINDS], language: null },
    ],
    ["subscribe all in German", { verb: "subscribe", kinds: [...NEWS_KINDS], language: "de" }],
    ["subscribe in de", { verb: "subscribe", kinds: null, language: "de" }],
    ["subscribe in norsk", { verb: "subscribe", kinds: null, language: "nb" }],
    ["subscribe in Norwegian Bokmål", { verb: "subscribe", kinds: null, language: "nb" }],
    ["subscribe Berichtigungen auf Deutsch", { verb: "subscribe", kinds: ["correction"], language: "de" }],
    ["subscribe étapes en français", { verb: "subscribe", kinds: ["milestone"], language: "fr" }],
    ["subscribe corrections po polsku", { verb: "subscribe", kinds: ["correction"], language: "pl" }],
    ["subscribe corrections German", { verb: "subscribe", kinds: ["correction"], language: "de" }],
    ["subscribe all, language: de", { verb: "subscribe", kinds: [...NEWS_KINDS], language: "de" }],
    ["subscribe French", { verb: "subscribe", kinds: null, language: "fr" }],
    ["unsubscribe", { verb: "unsubscribe", kinds: null }],
    ["unsubscribe all", { verb: "unsubscribe", kinds: null }],
    ["unsubscribe from corrections", { verb: "unsubscribe", kinds: ["correction"] }],
    ["pause", { verb: "pause", end: null }],
    ["pause 2w", { verb: "pause", end: { kind: "after", ms: 14 * 24 * HOUR } }],
    ["pause for 3 days", { verb: "pause", end: { kind: "after", ms: 72 * HOUR } }],
    ["pause 12 h", { verb: "pause", end: { kind: "after", ms: 12 * HOUR } }],
    ["pause until 2026-12-31", { verb: "pause", end: { kind: "on", day: "2026-12-31" } }],
    ["resume", { verb: "resume" }],
    ["subscriptions", { verb: "subscriptions" }],
    ["preview", { verb: "preview" }],
    ["doctor", { verb: "doctor" }],
    ["audit.", { verb: "audit" }],
  ];
  for (const [text, command] of COMMANDS) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(parse(text)).toEqual({ kind: "command", command });
    });
  }

  const MALFORMED: ReadonlyArray<[text: string, hint: string, words: readonly string[]]> = [
    ["subscribe bananas", "malformed-kinds", ["bananas"]],
    ["subscribe corrections and bananas", "malformed-kinds", ["bananas"]],
    ["subscribe all corrections", "malformed-kinds", ["all"]],
    ["unsubscribe all milestones", "malformed-kinds", ["all"]],
    ["unsubscribe in German", "malformed-kinds", ["in", "German"]],
    ["subscribe and", "malformed-kinds", ["and"]],
    ["subscribe in Klingon", "malformed-language", ["Klingon"]],
    ["subscribe corrections in", "malformed-language", ["in"]],
    ["subscribe in German and French", "malformed-language", ["German and French"]],
    ["subscribe corrections po klingońsku", "malformed-language", ["klingońsku"]],
    ["subscribe in any language", "malformed-language", ["any"]],
    ["subscribe no", "malformed-kinds", ["no"]],
    ["pause soon", "malformed-pause", ["soon"]],
    ["pause 0h", "malformed-pause", ["0h"]],
    ["pause 2", "malformed-pause", ["2"]],
    ["pause 53w", "malformed-pause", ["53w"]],
    ["pause -3d", "malformed-pause", ["-3d"]],
    ["pause until tomorrow", "malformed-pause", ["until", "tomorrow"]],
    ["pause until 2026-02-30", "malformed-pause", ["until", "2026-02-30"]],
    ["pause until 2026-12-31 please", "malformed-pause", ["until", "2026-12-31", "please"]],
    ["resume now", "malformed-extra", ["now"]],
    ["doctor all", "malformed-extra", ["all"]],
  ];
  for (const [text, id, words] of MALFORMED) {
    it(`answers ${JSON.stringify(text)} with an exact hint`, () => {
      expect(parse(text)).toMatchObject({ kind: "malformed", hint: { id, args: { words } } });
    });
  }

  const QUESTIONS = [
    "",
    "has Norway signed?",
    "who can subscribe",
    "please subscribe",
    "subscribed?",
    "help",
  ];
  for (const text of QUESTIONS) {
    it(`leaves ${JSON.stringify(text)} to the questions: a verb wins only as the first word`, () => {
      expect(parse(text)).toBeNull();
    });
  }

  it("knows each language by its name in each language", () => {
    for (const { code, locale } of knowledge.languages.values()) {
      for (const wanted of knowledge.languages.keys()) {
        const text = `subscribe in ${languageName(locale, wanted)}`;
        expect([code, text, commandOf(text)]).toMatchObject([code, text, { language: wanted }]);
      }
    }
  });

  it("reads back the names under which kinds are echoed, in every language", () => {
    for (const { messages } of knowledge.languages.values()) {
      for (const kind of NEWS_KINDS) {
        expect(commandOf(`subscribe ${messages[`news-${kind}`]}`)).toMatchObject({ kinds: [kind] });
      }
    }
  });

  it("reads any set of kinds as that set, in the order in which they are told", () => {
    const names = { accession: "new signatories", correction: "corrections" };
    const nameOf = (kind: string) => Object.entries(names).find(([id]) => id === kind)?.[1] ?? `${kind}s`;
    assert(
      property(
        shuffledSubarray([...NEWS_KINDS], { minLength: 1 }),
        constantFrom(", ", " ", " and ", " & "),
        (kinds, joint) => {
          const command = commandOf(`subscribe ${kinds.map(nameOf).join(joint)}`);
          expect(command).toMatchObject({ kinds: NEWS_KINDS.filter((kind) => kinds.includes(kind)) });
        },
      ),
    );
  });

  it("takes any words after a verb as a command or with a hint, and never as a question", () => {
    assert(
      property(constantFrom(...VERBS), string({ unit: "binary", maxLength: 80 }), (verb, rest) => {
        const parsed = parse(`${verb} ${rest}`);
        expect(parsed === null ? "question" : parsed.kind).toMatch(/^(command|malformed)$/);
      }),
    );
  });
});
