import type { Day } from "./knowledge/day.ts";
import type { KnowledgeBase } from "./knowledge/knowledge-base.ts";
import { type LanguageCode, languageCode } from "./knowledge/schema/values.ts";
import { buildLexicon } from "./language/build-lexicon.ts";
import { type CountryChoice, createCountryCompleter } from "./language/complete-country.ts";
import { MAX_QUESTION } from "./language/tokenise.ts";
import { type Answer, remark, type Sentence } from "./questions/answer.ts";
import { evaluate } from "./questions/evaluate/evaluate.ts";
import { followUp, isContinuation } from "./questions/follow-ups/follow-up.ts";
import type { Query } from "./questions/query.ts";
import { type Interpretation, interpret, mentionsOf, queriesOf } from "./questions/read.ts";
import type { Reading } from "./questions/reading.ts";
import { refusal } from "./questions/refusal.ts";
import type { Reply, Turn } from "./questions/reply.ts";
import { createSuggester } from "./questions/suggest.ts";
import { compose } from "./wording/compose.ts";
import { createWording, type Wording } from "./wording/wording.ts";

/** What a question comes with. */
interface AskContext {
  readonly today: Day;
  /** Last turn of the conversation, for "and Sweden?"; null or left out when there is none. */
  readonly previous?: Turn | null;
  /** Language the answer is wanted in (`de`, `de-AT`); the language of the question when left out or unknown. */
  readonly language?: string | null;
}

/** The question engine over one knowledge: pure, synchronous, safe to share. */
export interface Rollcall {
  readonly knowledge: KnowledgeBase;
  /** Answers a question, or says why it does not. Never throws, whatever the text. */
  ask(text: string, context: AskContext): Reply;
  /** Up to three example questions near one that was refused: never an answer, and milliseconds of work. */
  suggest(text: string, reply: Reply): readonly string[];
  /** Countries whose name, in any language and spelling, fits what was typed, best first; at most 25. */
  completeCountry(typed: string, language?: string | null): readonly CountryChoice[];
  /** Answers a query that was made in another way than by words: a button, a command. */
  answer(query: Query, context: AskContext): Reply;
}

const ENGLISH: LanguageCode = languageCode.parse("en");

/** Compiles the vocabulary of the knowledge once; a question then takes microseconds. */
export function createRollcall(knowledge: KnowledgeBase): Rollcall {
  const lexicon = buildLexicon(knowledge);
  const wordings = new Map([...knowledge.languages].map(([code, pack]) => [code, createWording(pack)]));
  const wordingOf = (code: LanguageCode): Wording => {
    const wording = wordings.get(code) ?? wordings.get(ENGLISH);
    if (!wording) throw new Error("The knowledge has no wording in English.");
    return wording;
  };
  const wanted = (language: string | null | undefined): LanguageCode | null => {
    const base = language?.toLowerCase().split("-")[0] ?? "";
    const alias = base === "no" || base === "nn" ? "nb" : base;
    return [...knowledge.languages.keys()].find((code) => code === alias) ?? null;
  };
  const reply = (answer: Answer, query: Query | null, language: LanguageCode, asked: AskContext): Reply => {
    const textLanguage = wanted(asked.language) ?? language;
    return toReply(answer, query, { knowledge, language, textLanguage, wording: wordingOf(textLanguage) });
  };
  const complete = createCountryCompleter(knowledge);
  return {
    knowledge,
    suggest: createSuggester(knowledge),
    completeCountry: (typed, language) => complete(typed, wanted(language) ?? ENGLISH),
    answer: (query, context) =>
      reply(
        evaluate(query, { knowledge, today: context.today }),
        query,
        wanted(context.language) ?? ENGLISH,
        context,
      ),
    ask(text, context) {
      const previous = context.previous ?? null;
      const found = interpret(text, lexicon, knowledge, context.today);
      const understood = decide(found, previous, wanted(context.language), knowledge);
      const notes = understood ? readingNotes(understood.interpretation) : [];
      const cut = text.length > MAX_QUESTION ? [remark({ id: "cut", args: { count: MAX_QUESTION } })] : [];
      if (understood?.query) {
        const answer = evaluate(understood.query, { knowledge, today: context.today });
        const sentences = [...notes, ...answer.sentences, ...cut];
        return reply({ ...answer, sentences }, understood.query, understood.interpretation.language, context);
      }
      const answer = refusal(found[0] ?? null, previous !== null);
      const language = found[0]?.language ?? ENGLISH;
      return reply({ ...answer, sentences: [...answer.sentences, ...cut] }, null, language, context);
    },
  };
}

interface Understood {
  readonly query: Query | null;
  readonly interpretation: Interpretation;
}

/** Gate (d): one query over all languages that know the words, or none. */
function decide(
  found: readonly Interpretation[],
  previous: Turn | null,
  wanted: LanguageCode | null,
  knowledge: KnowledgeBase,
): Understood | null {
  const read = (reading: Reading) => queriesOf(reading, knowledge);
  const understood = found.flatMap((interpretation) => {
    const { reading, queries, unexplained } = interpretation;
    if (unexplained.length > 0) return [];
    const continued = previous ? followUp(reading, { previous, read, knowledge }) : null;
    if (continued) return [{ query: continued, interpretation }];
    if (isContinuation(reading)) return [];
    const [query, ...others] = queries;
    return query && others.length === 0 ? [{ query, interpretation }] : [];
  });
  const distinct = new Set(understood.map(({ query }) => JSON.stringify(query)));
  if (distinct.size !== 1) return null;
  const preference = (code: LanguageCode) => (code === wanted ? 0 : code === previous?.language ? 1 : 2);
  const [best] = understood.toSorted(
    (a, b) => preference(a.interpretation.language) - preference(b.interpretation.language),
  );
  return best ?? null;
}

/** How a misspelt name was read, and for which state a part of it was answered. */
function readingNotes({ reading, repaired }: Interpretation): Sentence[] {
  const mentions = mentionsOf(reading);
  return [
    ...mentions.flatMap(({ code, repairedTo }) => {
      const raw = repaired.find(({ word }) => word === repairedTo)?.raw;
      return raw ? [remark({ id: "read-as", args: { raw: raw.slice(0, 40), country: code } })] : [];
    }),
    ...mentions.flatMap(({ code, part }) =>
      part ? [remark({ id: "part-of", args: { part, country: code } })] : [],
    ),
  ];
}

interface Setting {
  readonly knowledge: KnowledgeBase;
  readonly language: LanguageCode;
  readonly textLanguage: LanguageCode;
  readonly wording: Wording;
}

function toReply(answer: Answer, query: Query | null, setting: Setting): Reply {
  const { knowledge, language, textLanguage, wording } = setting;
  return {
    outcome: answer.outcome,
    language,
    textLanguage,
    query,
    facts: answer.facts,
    asOf: knowledge.asOf,
    knowledge: knowledge.version,
    turn: query && query.op !== "courtesy" ? { query, language, focus: answer.facts.countries } : null,
    ...compose(answer.sentences, wording, knowledge.asOf),
  };
}
