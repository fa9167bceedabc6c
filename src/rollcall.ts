import type { Day } from "./knowledge/day.ts";
import type { KnowledgeBase } from "./knowledge/knowledge-base.ts";
import { type LanguageCode, languageCode } from "./knowledge/schema/values.ts";
import { supportedLanguage } from "./knowledge/supported-language.ts";
import { buildLexicon } from "./language/build-lexicon.ts";
import { type CountryChoice, createCountryCompleter } from "./language/complete-country.ts";
import { MAX_QUESTION } from "./language/tokenise.ts";
import { once } from "./once.ts";
import { type Answer, remark } from "./questions/answer.ts";
import { type AnswerTable, answerTable } from "./questions/answer-table.ts";
import { evaluate } from "./questions/evaluate/evaluate.ts";
import { createFollowUpSuggester } from "./questions/follow-up-suggestions.ts";
import type { Query } from "./questions/query.ts";
import type { Interpretation } from "./questions/read.ts";
import { refusal } from "./questions/refusal.ts";
import type { Reply, Turn } from "./questions/reply.ts";
import { createSuggester } from "./questions/suggest.ts";
import { understand } from "./questions/understand.ts";
import { localise } from "./wording/localise.ts";
import { wordingOf } from "./wording/wording-of.ts";

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
  /** Up to three whole questions that make sense next, in the language of the answer; `text` is the one just asked. */
  followUps(reply: Reply, today: Day, text?: string): readonly string[];
  /** The countries of an answer with place and day of their signatures; null where that is no list. */
  table(reply: Reply): AnswerTable | null;
  /** The words of a question that no language explains, as typed; each once. */
  unknownWords(text: string, today: Day): readonly string[];
  /** Countries whose name, in any language and spelling, fits what was typed, best first; at most 25. */
  completeCountry(typed: string, language?: string | null): readonly CountryChoice[];
  /** Answers a query that was made in another way than by words: a button, a command. */
  answer(query: Query, context: AskContext): Reply;
  /** Does beforehand what the first question would wait for: a quarter of a second of work, once. */
  prepare(): void;
}

const ENGLISH: LanguageCode = languageCode.parse("en");

/** Compiles the vocabulary of the knowledge once, by the first question; each then takes microseconds. */
export function createRollcall(knowledge: KnowledgeBase): Rollcall {
  const lexicon = once(() => buildLexicon(knowledge));
  const complete = once(() => createCountryCompleter(knowledge));
  const supported = (language: string | null | undefined) => supportedLanguage(knowledge, language);
  const word = createWorder(knowledge);
  const suggest = createSuggester(knowledge);
  const ask: Rollcall["ask"] = (text, { today, previous = null, language: wish }) => {
    const wanted = supported(wish);
    const { query, language, interpretation, notes } = understand(text, {
      lexicon: lexicon(),
      knowledge,
      today,
      previous,
      wanted,
    });
    const answer = query ? evaluate(query, { knowledge, today }) : refusal(interpretation, previous !== null);
    const cut = text.length > MAX_QUESTION ? [remark({ id: "cut", args: { count: MAX_QUESTION } })] : [];
    const sentences = [...notes, ...answer.sentences, ...cut];
    const reply = word({ ...answer, sentences }, query, language, wanted ?? language);
    return { ...reply, asTyped: isAsTyped(query, interpretation) };
  };
  const suggestNext = createFollowUpSuggester(knowledge, (text, today) => ask(text, { today }));
  return {
    knowledge,
    prepare() {
      lexicon();
      complete();
    },
    ask,
    suggest,
    unknownWords(text, today) {
      const { interpretation } = understand(text, {
        lexicon: lexicon(),
        knowledge,
        today,
        previous: null,
        wanted: null,
      });
      return [...new Set(interpretation.unexplained.map(({ raw }) => raw))];
    },
    table: (reply) => answerTable(reply, knowledge),
    followUps(reply, today, text = "") {
      const near = reply.query || reply.answerLanguage !== ENGLISH ? [] : suggest(text, reply);
      return suggestNext(reply, today, near);
    },
    completeCountry: (typed, language) => complete()(typed, supported(language) ?? ENGLISH),
    answer(query, context) {
      const language = supported(context.language) ?? ENGLISH;
      return word(evaluate(query, { knowledge, today: context.today }), query, language, language);
    },
  };
}

/** Puts answers into words; the messages of a language are compiled at its first use. */
function createWorder(knowledge: KnowledgeBase) {
  const wording = (code: LanguageCode) =>
    wordingOf(knowledge, knowledge.languages.has(code) ? code : ENGLISH);
  return (answer: Answer, query: Query | null, language: LanguageCode, wanted: LanguageCode): Reply => ({
    outcome: answer.outcome,
    language,
    answerLanguage: wanted,
    query,
    asTyped: query !== null,
    facts: answer.facts,
    asOf: knowledge.asOf,
    knowledge: knowledge.version,
    turn: query && query.op !== "courtesy" ? { query, language, focus: focusOf(query, answer) } : null,
    ...localise(answer, knowledge.asOf, { wanted, english: ENGLISH, wordingOf: wording }),
  });
}

/** What goes on with the turn before is none of the queries that the words make by themselves. */
function isAsTyped(query: Query | null, { repaired, queries }: Interpretation): boolean {
  return query !== null && repaired.length === 0 && queries.includes(query);
}

/** After "what is Brexit?", "it" is Brexit and not the country that the answer names. */
function focusOf(query: Query, { facts }: Answer): Reply["facts"]["countries"] {
  return query.op === "topic" && query.aspect !== "participants" ? [] : facts.countries;
}
