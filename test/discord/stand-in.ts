import { pino } from "pino";
import type { ChatAnswer, CountryChoice } from "../../adapters/platform.ts";
import type { Dispatch, Post } from "../../src/announcements/post.ts";
import type { Day } from "../../src/knowledge/day.ts";
import type { Source } from "../../src/knowledge/knowledge-base.ts";
import { day, languageCode, slug } from "../../src/knowledge/schema/values.ts";
import type { Reply } from "../../src/questions/reply.ts";
import type { CommandWords } from "../../src/wording/command-words.ts";
import { type EchoServices, echoServices } from "../fixtures/chat-services.ts";

const ENGLISH = languageCode.parse("en");
const AS_OF: Day = day.parse("2026-03-13");
const LABELS = { asOf: "As of 13 March 2026", sources: "Sources:" };

export function sourceOf(title: string, url: string): Source {
  return { id: slug.parse("a-source"), title, publisher: "Publisher", url, published: null, checked: null };
}

export function replyOf(text: string, sources: readonly Source[] = []): Reply {
  return {
    outcome: "answered",
    language: ENGLISH,
    textLanguage: ENGLISH,
    answerLanguage: ENGLISH,
    query: null,
    asTyped: false,
    text,
    facts: { verdict: null, countries: [], possible: [], dates: [], number: null, range: null },
    sources,
    asOf: AS_OF,
    knowledge: "3f9c2a1",
    labels: LABELS,
    turn: null,
  };
}

export function postOf(text: string, sources: readonly Source[] = [], reference = "rc-3f9c2a1b7d"): Post {
  return { text, sources, labels: LABELS, reference };
}

export function dispatchTo(channel: string, changes: Partial<Dispatch> = {}): Dispatch {
  const nonce = `nonce-${channel.slice(-12)}`;
  return { channel, action: { kind: "post" }, post: postOf("Norway has signed."), nonce, ...changes };
}

/** Services that answer with the question, and keep what they heard and what was logged. */
export interface StandIn extends EchoServices {
  readonly logged: string[];
}

/** Words that are their own keys, so that a test sees which was taken. */
const echoCommands: CommandWords = {
  text: (key) => key,
  news: (kind) => kind,
  askRollcall: "Ask Rollcall",
  languages: [{ code: ENGLISH, name: "English" }],
};

/** `answer` stands for the engine. */
export function standIn(
  answer: (text: string) => Reply = (text) => replyOf(`You asked: ${text}`),
  change: Partial<ChatAnswer> = {},
): StandIn {
  const logged: string[] = [];
  const log = pino({ level: "info" }, { write: (line) => void logged.push(line) });
  const country: CountryChoice = { code: "NO", name: "Norway" };
  return {
    ...echoServices(({ text }) => answer(text), log, change),
    logged,
    commandWords: (locale) => (/^(en|de)/.test(locale) ? echoCommands : null),
    completeCountry: (typed) =>
      Array.from({ length: 40 }, () => ({ ...country, name: `Norway ${typed}`.padEnd(120, ".") })),
  };
}
