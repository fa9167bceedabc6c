import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildLexicon } from "../../src/language/build-lexicon.ts";
import { fold } from "../../src/language/fold.ts";
import { COUNTRY_NAMES } from "../../src/language/names.generated.ts";
import { TERRITORIES } from "../../src/language/territories.ts";
import { tokenise } from "../../src/language/tokenise.ts";
import { interpret } from "../../src/questions/read.ts";
import type { Reply } from "../../src/questions/reply.ts";
import { anyError, anyText, mistype } from "./arbitraries.ts";
import { corpora, judged, openEngine, REFUSALS, TODAY } from "./engine.ts";
import { asked, PHRASINGS } from "./phrasings.ts";

/** No reply is longer: the platforms' limits are met by cutting a list, not an essay. */
const LONGEST = 6_000;
/** The same runs each time; another number finds other cases. */
const SEED = Number(process.env["FC_SEED"] ?? 1);

const { knowledge, rollcall } = await openEngine();
const lexicon = buildLexicon(knowledge);
const ask = (question: string): Reply => rollcall.ask(question, { today: TODAY });
const refuses = (reply: Reply): boolean => REFUSALS.includes(reply.outcome);
const phrasings = [...knowledge.languages.keys()].flatMap((code) =>
  (PHRASINGS[code] ?? []).map(([op, words]) => ({ code, op, words })),
);
const questions = [...(await corpora(knowledge)).values()]
  .flat()
  .filter(({ turns, kind }) => turns.length === 0 && kind !== "typos");

function nameIn(language: string, country: string): string {
  const pack = [...knowledge.languages.values()].find(({ code }) => code === language);
  const forms = [...(pack?.countries ?? [])].find(([code]) => code === country)?.[1];
  return forms?.subject ?? COUNTRY_NAMES[country]?.[language]?.[0] ?? country;
}

/** The name by itself: `Myanmar (Burma)` names it twice, and only one of them has the error. */
function plainNameIn(language: string, country: string): string {
  return nameIn(language, country).replace(/ \(.*\)$/, "");
}

/** What a reply states, without how it says so. */
function meaning({ outcome, query, facts }: Reply): string {
  return JSON.stringify([outcome, query, facts]);
}

describe("any text at all", () => {
  it("is answered politely, in a text of bounded length", () => {
    const runs = { numRuns: 2_500, seed: SEED };
    fc.assert(
      fc.property(anyText, (text) => {
        const reply = ask(text);
        return reply.text.length > 0 && reply.text.length < LONGEST;
      }),
      runs,
    );
  });

  it("may be 100,000 characters long", () => {
    const long = fc.tuple(
      fc.oneof(anyText, fc.constantFrom("Has Norway signed? ", "norway ", "🇳🇴", "no ")),
      fc.boolean(),
    );
    fc.assert(
      fc.property(long, ([text, suggest]) => {
        const question = text.repeat(Math.ceil(100_000 / Math.max(1, text.length)));
        const reply = ask(question);
        if (suggest) rollcall.suggest(question, reply);
        return reply.text.length > 0 && reply.text.length < LONGEST;
      }),
      { numRuns: 300, seed: SEED },
    );
  });

  it("may be made of the words it knows, in any order", () => {
    const words = [...lexicon.root.next.keys()];
    const jumble = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(jumble, jumble, (first, second) => {
        const { turn, text } = ask(first.join(" "));
        const next = rollcall.ask(second.join(" "), { today: TODAY, previous: turn });
        return text.length > 0 && text.length < LONGEST && next.text.length > 0;
      }),
      { numRuns: 2_500, seed: SEED },
    );
  });
});

describe("another country", () => {
  for (const phrasing of phrasings) {
    it(`leaves "${phrasing.words}" the same kind of question`, () => {
      expect(Object.keys(COUNTRY_NAMES).flatMap((country) => changedBy(country, phrasing))).toEqual([]);
    });
  }
});

/** The question about `country`, if it is read as another kind of question. */
function changedBy(country: string, { code, op, words }: (typeof phrasings)[number]): string[] {
  const state = TERRITORIES[country] ?? country;
  if (state === "SE" && words.includes("Sweden")) return [];
  const question = asked(words, nameIn(code, country));
  const { query, text } = ask(question);
  // Greenland is not in the EU, and Denmark is: of a part of a state it is not told.
  const isUntold = op === "membership" && state !== country;
  const same = query?.op === op && JSON.stringify(query).includes(`"${state}"`);
  return (isUntold ? query === null : same) ? [] : [`${question} ${JSON.stringify(query)} ${text}`];
}

describe("one typing error", () => {
  /** Another word by chance, and no error any more: `Saint-Martin` with a letter less is San Marino in French. */
  const isWord = (word: string) => lexicon.words.has(fold(word));
  const countries = fc.constantFrom(...Object.keys(COUNTRY_NAMES));

  it("in a phrasing is mended or refused, never misread", () => {
    fc.assert(
      fc.property(fc.constantFrom(...phrasings), countries, anyError, ({ code, words }, country, error) => {
        const clean = asked(words, plainNameIn(code, country));
        const { question, word } = mistype(clean, error);
        const reply = ask(question);
        fc.pre(!isWord(word));
        if (!refuses(reply)) expect([question, meaning(reply)]).toEqual([question, meaning(ask(clean))]);
      }),
      { numRuns: 3_000, seed: SEED },
    );
  });

  it("in a question of the corpus is mended or refused, never misread", () => {
    fc.assert(
      fc.property(fc.constantFrom(...questions), anyError, (line, error) => {
        const { question, word } = mistype(line.question, error);
        fc.pre(!isWord(word));
        const reply = ask(question);
        if (refuses(reply) || reply.query?.op === "courtesy") return;
        const clean = ask(line.question);
        if (judged(clean, line) === "right") {
          expect([question, meaning(reply)]).toEqual([question, meaning(clean)]);
        } else expect([question, judged(reply, line)]).not.toEqual([question, "wrong"]);
      }),
      { numRuns: 3_000, seed: SEED },
    );
  });
});

describe("the way a question is typed", () => {
  const styles = fc.constantFrom<(text: string) => string>(
    (text) => text.toLowerCase(),
    (text) => text.toUpperCase(),
    (text) => text.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
    (text) => text.replace(/(.)(.)/gu, (_, a: string, b: string) => a.toUpperCase() + b.toLowerCase()),
  );
  const ends = fc.constantFrom("", "?", "??", " ?", "!", ".", " …", "?!", "\n", "\u00a0?");
  const homographs = [...knowledge.languages.values()].flatMap(({ vocabulary }) => vocabulary.homographs);
  /**
   * Capitals mean something in three places: `NO` is Norway and `no` is not, so two-letter words keep their
   * case; a homograph is a name with a capital only; and a misspelt word with a capital is left alone.
   * "Das 21." is an ordinal by its full stop, which the test neither takes away nor gives.
   */
  const plain = questions.filter(
    ({ question }) =>
      !/\d\.\W*$|(?<![\p{L}\p{N}])\p{L}{2}(?![\p{L}\p{N}])/u.test(question) &&
      !homographs.some((word) => fold(question).includes(fold(word))) &&
      interpret(question, lexicon, knowledge, TODAY).every(({ repaired }) => repaired.length === 0),
  );

  it("changes nothing: letters in either case, any punctuation at the end", () => {
    fc.assert(
      fc.property(fc.constantFrom(...plain), styles, ends, ({ question }, style, end) => {
        const words = question.replace(/[?!.\s]+$/, "");
        fc.pre(!(/\d$/.test(words) && end === "."));
        const typed = `${style(words)}${end}`;
        expect([typed, ask(typed).query]).toEqual([typed, ask(question).query]);
      }),
      { numRuns: 2_500, seed: SEED },
    );
  });

  it("changes nothing: any white space between words", () => {
    const space = fc.constantFrom("  ", "\t", "\n", "\u00a0", " \u200b ");
    fc.assert(
      fc.property(fc.constantFrom(...questions), space, ({ question }, gap) => {
        const typed = ` ${question.replaceAll(" ", gap)}`;
        expect([typed, ask(typed).query]).toEqual([typed, ask(question).query]);
      }),
      { numRuns: 1_000, seed: SEED },
    );
  });

  it("is read as the same words, so that a repeated question is the same question", () => {
    fc.assert(
      fc.property(fc.constantFrom(...questions), ({ question }) => {
        const context = Object.freeze({ today: TODAY, previous: null });
        expect(rollcall.ask(question, context)).toEqual(rollcall.ask(question, context));
        expect(tokenise(question)).toEqual(tokenise(question));
      }),
      { numRuns: 500, seed: SEED },
    );
  });
});
