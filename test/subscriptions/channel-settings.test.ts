import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { applySettings, DEFAULT_SETTINGS } from "../../src/subscriptions/channel-settings.ts";
import { isForget, parseSettings } from "../../src/subscriptions/parse-settings.ts";
import { termsOf } from "../../src/subscriptions/terms.ts";
import { languageName } from "../../src/wording/language-name.ts";
import { wordingOf } from "../../src/wording/wording-of.ts";
import { openEngine } from "../questions/engine.ts";

const { knowledge } = await openEngine();
const terms = termsOf(knowledge);
const ENGLISH = languageCode.parse("en");
const GERMAN = languageCode.parse("de");
const said = (reply: ReturnType<typeof applySettings>["reply"], language = ENGLISH) =>
  reply.map((words) => wordingOf(knowledge, language).say(words)).join(" ");

describe("parseSettings", () => {
  const COMMANDS: ReadonlyArray<[text: string, asked: object]> = [
    ["settings", {}],
    [" Settings. ", {}],
    ["settings mentions", { mode: "mentions" }],
    ["settings automatic", { mode: "automatic" }],
    ["settings OFF!", { mode: "off" }],
    ["settings in German", { language: "de" }],
    ["settings automatic in Deutsch", { mode: "automatic", language: "de" }],
    ["settings mentions, in norsk bokmål", { mode: "mentions", language: "nb" }],
    ["settings in any language", { language: null }],
    ["settings automatic in any", { mode: "automatic", language: null }],
    ["settings any language", { language: null }],
    ["settings language any", { language: null }],
    ["settings German", { language: "de" }],
    ["settings de", { language: "de" }],
    ["settings en", { language: "en" }],
    ["settings language de", { language: "de" }],
    ["settings language Deutsch", { language: "de" }],
    ["settings language in German", { language: "de" }],
    ["settings language: de, mode: automatic", { mode: "automatic", language: "de" }],
    ["settings language=fr mode=off", { mode: "off", language: "fr" }],
    ["settings mode mentions", { mode: "mentions" }],
    ["settings auf Deutsch", { language: "de" }],
    ["settings Sprache: Deutsch", { language: "de" }],
    ["settings en français", { language: "fr" }],
    ["settings langue français", { language: "fr" }],
    ["settings en español", { language: "es" }],
    ["settings på norsk", { language: "nb" }],
    ["settings in Norwegian", { language: "nb" }],
    ["settings po niemiecku", { language: "de" }],
    ["settings German language", { language: "de" }],
    ["settings in English automatic", { mode: "automatic", language: "en" }],
    ["settings language no", { language: "nb" }],
  ];
  for (const [text, asked] of COMMANDS) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(parseSettings(text, terms)).toEqual({ kind: "settings", asked });
    });
  }

  const MALFORMED: ReadonlyArray<[text: string, id: string, words: readonly string[]]> = [
    ["settings loud", "malformed-settings", ["loud"]],
    ["settings automatic off", "malformed-settings", ["off"]],
    ["settings German loud", "malformed-settings", ["German", "loud"]],
    ["settings loud German", "malformed-settings", ["loud"]],
    ["settings no", "malformed-settings", ["no"]],
    ["settings language", "malformed-language", ["language"]],
    ["settings language automatic", "malformed-language", ["language"]],
    ["settings German and French", "malformed-settings", ["German", "and"]],
    ["settings in Klingon", "malformed-language", ["Klingon"]],
    ["settings automatic in", "malformed-language", ["in"]],
  ];
  for (const [text, id, words] of MALFORMED) {
    it(`guesses nothing of ${JSON.stringify(text)}`, () => {
      const hint = expect.objectContaining({ id, args: expect.objectContaining({ words }) });
      expect(parseSettings(text, terms)).toEqual({ kind: "malformed", hint });
    });
  }

  it("leaves everything else to others", () => {
    assert(
      property(string(), (text) => parseSettings(`has ${text}`, terms) === null && !isForget(`has ${text}`)),
    );
    expect(parseSettings("", terms)).toBeNull();
  });

  it("knows every language by its name in every language", () => {
    const packs = [...knowledge.languages.values()];
    const unread = packs.flatMap(({ locale }) =>
      packs
        .map(({ code }) => ({ code, text: `settings in ${languageName(locale, code)}` }))
        .filter(({ code, text }) => {
          const parsed = parseSettings(text, terms);
          return parsed?.kind !== "settings" || parsed.asked.language !== code;
        }),
    );
    expect(unread).toEqual([]);
  });
});

const ASKING = { actor: { id: "U1", name: "ann" }, now: 1_790_000_000_000, command: "/rollcall" };

describe("applySettings", () => {
  it("changes what was said and keeps the rest", () => {
    const { next, audit, reply } = applySettings(
      { mode: "automatic" },
      { mode: "off", language: GERMAN },
      ASKING,
    );
    expect(next).toEqual({ mode: "automatic", language: "de" });
    const change = { kind: "settings", mode: "automatic", language: "de" };
    expect(audit).toEqual({ at: ASKING.now, actor: ASKING.actor, change });
    expect(said(reply)).toBe(
      "The settings have changed. In this channel I answer when I am mentioned, and also a question to nobody in particular when I am certain that it is for me. I answer in German here. To change that: “/rollcall settings mentions”, “/rollcall settings off” and “/rollcall settings in German”.",
    );
  });

  it("goes back to the language of the question", () => {
    const { next } = applySettings({ language: null }, { mode: "mentions", language: GERMAN }, ASKING);
    expect(next).toEqual(DEFAULT_SETTINGS);
  });

  it("shows the settings when nothing is asked, and says so when nothing changes", () => {
    const shown = applySettings({}, DEFAULT_SETTINGS, ASKING);
    expect([shown.next, shown.audit]).toEqual([null, null]);
    expect(said(shown.reply)).toMatch(
      /^In this channel I answer when I am mentioned\. I answer here in the language/,
    );
    const same = applySettings({ mode: "mentions" }, DEFAULT_SETTINGS, ASKING);
    expect([same.next, same.audit]).toEqual([null, null]);
    expect(said(same.reply)).toMatch(/^Nothing has changed/);
  });

  it("tells no language where nothing is answered", () => {
    const { reply } = applySettings({ mode: "off" }, { mode: "mentions", language: GERMAN }, ASKING);
    expect(said(reply)).not.toContain("I answer in German");
  });
});

describe("isForget", () => {
  it.each(["forget", "Forget me.", "  forget everything"])("takes %j", (text) => {
    expect(isForget(text)).toBe(true);
  });

  it.each(["forget Norway", "has Norway forgotten to sign?", "", "do not forget me"])("leaves %j", (text) => {
    expect(isForget(text)).toBe(false);
  });
});
