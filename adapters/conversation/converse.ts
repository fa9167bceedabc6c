import type { RateLimit } from "../../src/conversation/rate-limit.ts";
import type { Seen } from "../../src/conversation/seen.ts";
import { type CountryCode, countryCode, type LanguageCode } from "../../src/knowledge/schema/values.ts";
import { COUNTRY_NAMES } from "../../src/language/names.generated.ts";
import { EVERYONE, type Query } from "../../src/questions/query.ts";
import { isRefusal, type Reply, type Turn } from "../../src/questions/reply.ts";
import type { Rollcall } from "../../src/rollcall.ts";
import { type ChannelSettings, DEFAULT_SETTINGS } from "../../src/subscriptions/channel-settings.ts";
import { chatWords } from "../../src/wording/chat-words.ts";
import type { Clock } from "../clock.ts";
import type { ChatAnswer, ChatServices, Heard, HeardWords } from "../platform.ts";
import type { KnownSettings } from "./channel-settings.ts";
import { askerKey, idOf } from "./ids.ts";
import { repliesTo } from "./in-thread.ts";
import type { Recollection } from "./recollection.ts";
import { wordsIn } from "./words-in.ts";

export interface ConverseDeps {
  /** The core in force: a question keeps the one it began with. */
  readonly current: () => Rollcall;
  readonly recollection: Recollection;
  readonly seen: Seen;
  readonly limit: RateLimit;
  readonly settings: Pick<KnownSettings, "of">;
  readonly clock: Clock;
  /** Told of each question that was answered or refused. */
  readonly answered: (question: Asked) => void;
  /** Whether a refused question is kept, so that its asker can be told once there is an answer. */
  readonly keepsUnanswered: boolean;
}

/** A question with its answer. */
export interface Asked {
  readonly id: string;
  readonly heard: Heard;
  readonly text: string;
  readonly reply: Reply;
}

type Conversing = Pick<
  ChatServices,
  "hear" | "hearCountry" | "hearList" | "posted" | "edited" | "deleted" | "again"
>;

/** What both chat platforms do with questions: the thread of each conversation, repeats, edits, too many of them. */
export function createConverse(deps: ConverseDeps): Conversing {
  const { current, recollection, seen, clock } = deps;

  /** The turn before what was heard: none where it begins its conversation. */
  const before = async ({ key, conversation }: Heard, now: number) =>
    key === conversation ? null : recollection.recall(conversation, now);

  /** Answers from `read`, unless the question was taken before or its asker asks too fast. */
  async function answer(heard: Heard, text: string, read: Read): Promise<ChatAnswer | null> {
    const now = clock.now();
    const previous = await before(heard, now);
    const reply = await read(previous);
    if (!reply) return null;
    const user = askerKey(heard.asker);
    const limited = deps.limit.take(user, now);
    if (limited === "told-already") return null;
    const id = idOf(heard.key);
    const { language, outcome } = reply;
    const question = {
      id,
      conversation: heard.conversation,
      user,
      at: now,
      text,
      language,
      outcome,
      previous,
    };
    const counts = limited === "taken";
    if (!(await recollection.take(question, counts ? reply.turn : null))) return null;
    if (!counts) return slowDown(id, reply.textLanguage, deps);
    const asked = { id, heard, text, reply };
    deps.answered(asked);
    return answerOf(asked, deps);
  }

  const pick = (query: Query, text: string, heard: Heard) =>
    seen.first(heard.key, clock.now())
      ? answer(heard, text, async () => current().answer(query, contextOf(heard, null)))
      : Promise.resolve(null);
  /** What was overheard in silence is new once an edit says it to the bot; not the other way round. */
  const isFirst = ({ key, address }: HeardWords, now: number) => {
    const isNew = seen.first(`${key}:said`, now);
    return address === "followed" || address === "overheard" ? isNew : seen.first(key, now);
  };
  const settingsOf = ({ channel, asker }: HeardWords) =>
    channel === null ? DEFAULT_SETTINGS : deps.settings.of(asker.platform, channel);
  const contextOf = ({ locale }: Pick<Heard, "locale">, previous: Turn | null) => {
    return { today: clock.today(), previous, language: locale ?? null };
  };

  const hear = async (heard: HeardWords): Promise<ChatAnswer | null> => {
    const settings = settingsOf(heard);
    if (!isWelcome(heard, settings) || !isFirst(heard, clock.now())) return null;
    const core = current();
    const locale = settings.language ?? heard.locale;
    const ask = (text: string, previous: Turn | null) => core.ask(text, contextOf({ locale }, previous));
    return answer(heard, heard.text, (previous) => repliesTo(heard, previous, ask, core.knowledge));
  };

  return {
    hear,
    async hearCountry(code, heard) {
      const country = countryOf(code);
      if (!country) return hear({ ...heard, text: code, address: "asked", channel: null });
      const query = { op: "status", countries: [country], signed: true, within: null, claim: false } as const;
      return pick(query, country, heard);
    },
    hearList: (heard) => pick({ op: "list", filter: EVERYONE }, "", heard),
    posted: (key, messages) => recollection.posted(idOf(key), messages),
    async edited(heard) {
      const id = idOf(heard.key);
      const before = await recollection.find(id);
      if (!before?.messages || before.messages.length === 0 || before.text === heard.text) return null;
      // An edit is as much work as a question.
      if (deps.limit.take(before.user, clock.now()) !== "taken") return null;
      const core = current();
      const locale = settingsOf(heard).language ?? heard.locale;
      const reply = core.ask(heard.text || "help", contextOf({ locale }, before.previous));
      const { language, outcome } = reply;
      const { messages, ...kept } = before;
      await recollection.replace({ ...kept, text: heard.text, language, outcome }, reply.turn);
      const asked = { id, heard, text: heard.text, reply };
      deps.answered(asked);
      return { answer: answerOf(asked, deps), messages };
    },
    async deleted(key) {
      const question = await recollection.find(idOf(key));
      if (!question) return [];
      await recollection.drop(question);
      return question.messages ?? [];
    },
    async again({ id, asker, locale }) {
      const core = current();
      const question = await recollection.find(id);
      const chat = wordsIn(core.knowledge, question?.language ?? locale);
      if (!question || question.text === "") return chat.questionForgotten;
      if (question.user !== askerKey(asker)) return chat.onlyAsker;
      const { text, previous } = question;
      return answerOf({ id, text, reply: core.ask(text, contextOf({ locale }, previous)) }, deps);
    },
  };
}

/** The reply to what was heard after `previous`; null when the bot had better say nothing. */
type Read = (previous: Turn | null) => Promise<Reply | null>;

/** A channel may want the bot to be silent, or to speak without being asked. */
function isWelcome({ address }: HeardWords, { mode }: ChannelSettings): boolean {
  return address === "overheard" ? mode === "automatic" : mode !== "off";
}

function answerOf(
  asked: Omit<Asked, "heard">,
  { current, keepsUnanswered, clock }: ConverseDeps,
): ChatAnswer {
  const { id, text, reply } = asked;
  const { text: said, sources, labels, textLanguage: language, outcome, query } = reply;
  const core = current();
  return {
    ...{ id, outcome, language },
    words: { text: said, sources, labels },
    chat: chatWords(core.knowledge, reply.answerLanguage),
    table: core.table(reply),
    followUps: core.followUps(reply, clock.today(), text),
    rateable: outcome === "answered" && query?.op !== "courtesy",
    canTell: keepsUnanswered && isRefusal(outcome) && text !== "",
  };
}

function slowDown(id: string, language: LanguageCode, { current, limit }: ConverseDeps): ChatAnswer {
  const { knowledge } = current();
  const chat = chatWords(knowledge, language);
  const labels = { asOf: "", sources: "" };
  return {
    ...{ id, outcome: "clarify", language, chat },
    words: { text: chat.slowDown(limit.perMinute), sources: [], labels },
    ...{ table: null, followUps: [], rateable: false, canTell: false },
  };
}

/** The country of an ISO 3166-1 alpha-2 code that a menu or a person gave, if there is one. */
function countryOf(code: string): CountryCode | null {
  const parsed = countryCode.safeParse(code.trim().toUpperCase());
  return parsed.success && Object.hasOwn(COUNTRY_NAMES, parsed.data) ? parsed.data : null;
}
