import type { Post } from "../src/announcements/post.ts";
import type { Poster } from "../src/announcements/poster.ts";
import type { LanguageCode } from "../src/knowledge/schema/values.ts";
import type { AnswerTable } from "../src/questions/answer-table.ts";
import type { ReplyOutcome } from "../src/questions/reply.ts";
import type { ChannelSettings } from "../src/subscriptions/channel-settings.ts";
import type { Check } from "../src/subscriptions/checks.ts";
import type { Actor, Place } from "../src/subscriptions/subscription.ts";
import type { ChatWords } from "../src/wording/chat-words.ts";
import type { CommandWords } from "../src/wording/command-words.ts";
import type { Composed } from "../src/wording/compose.ts";
import type { HomeWords } from "../src/wording/home-words.ts";
import type { InstallWords } from "../src/wording/install-words.ts";
import type { RemarkWords } from "../src/wording/sentences.ts";
import type { Log } from "./log.ts";

/** Who asks. */
export interface Asker {
  readonly platform: string;
  /** Of Slack; empty where people have one id everywhere. */
  readonly workspace: string;
  readonly id: string;
}

/** What was said or pressed, as a chat adapter hears it. */
export interface Heard {
  /** The same for all repeats of one message or interaction: `slack:T1:C1:1718.1`, `discord:1234`. */
  readonly key: string;
  /** `slack:T1:C1:1718.1`: one thread, reply chain or direct message, else channel and user. */
  readonly conversation: string;
  readonly asker: Asker;
  /** Language of the person's client (BCP 47), where the platform tells; only a wish. */
  readonly locale?: string | undefined;
}

/** A question in words. */
export interface HeardWords extends Heard {
  /** Empty when the bot was called without a word. */
  readonly text: string;
  /**
   * `asked`: the bot was spoken to; `chosen`: a whole question that it offered, which stands by itself;
   * `followed`: in a thread it is in; `overheard`: in a channel where it listens.
   */
  readonly address: "asked" | "chosen" | "followed" | "overheard";
  /** The channel whose settings hold; null where none do: in direct messages, and for commands and buttons. */
  readonly channel: string | null;
  /** What people said before in the same thread, oldest first; asked for only where there is no context. */
  readonly earlier?: () => Promise<readonly string[]>;
}

/** An answer, and what can be done with it. */
export interface ChatAnswer {
  /** Names question and answer: for feedback, and for the wish to be told. At most 40 characters. */
  readonly id: string;
  readonly words: Composed;
  readonly outcome: ReplyOutcome;
  /** Language of the words. */
  readonly language: LanguageCode;
  /** Words for the buttons and notices around it, in that language. */
  readonly chat: ChatWords;
  /** The countries of a list, for a platform that can show columns. */
  readonly table: AnswerTable | null;
  /** Whole questions that make sense next, at most 75 characters each, at most three. */
  readonly followUps: readonly string[];
  /** Whether feedback is wanted: not on help, thanks and the like. */
  readonly rateable: boolean;
  /** True for a question that the bot cannot answer yet: its asker may wish to be told once it can. */
  readonly canTell: boolean;
}

/** Who says something about which answer. */
export interface AboutAnswer {
  /** `ChatAnswer.id` */
  readonly id: string;
  readonly asker: Asker;
  readonly locale?: string | undefined;
}

/** An answer that takes the place of an earlier one. */
interface EditedAnswer {
  readonly answer: ChatAnswer;
  /** Ids of the messages that stand there now. */
  readonly messages: readonly string[];
}

/** Where and by whom a channel is managed, and what the platform says about both. */
export interface Managing extends Place {
  readonly actor: Actor;
  /** Language of the person's client (BCP 47), where the platform tells; a rejection counts as unknown. */
  readonly locale?: () => Promise<string | undefined>;
  /** How commands begin: `/rollcall`. */
  readonly command: string;
  /** What is told to who may not manage the channel. */
  readonly denied: RemarkWords;
  /** Says who may, to who only looks; null where there is nothing to see. */
  readonly viewing: RemarkWords | null;
  /** A rejection counts as no. */
  readonly mayManage: () => Promise<boolean>;
  /** Whether a post would reach the channel. */
  readonly checks: () => Promise<readonly Check[]>;
}

/** What is shown to the one who manages a channel, and to nobody else: words, or a post as it would be. */
export type Notice =
  | { readonly kind: "words"; readonly words: Composed }
  | { readonly kind: "post"; readonly post: Post };

/** What a person is told in a direct message. */
export interface Told {
  readonly words: Composed;
  /** Linked to below; null when no channel is concerned. */
  readonly channel: string | null;
  /** That the person belongs to; empty where people have one id everywhere. */
  readonly workspace: string;
}

/** What a chat adapter needs of the rest of the bot. */
export interface ChatServices {
  /**
   * Answers what was heard; null when there is nothing to say: it was heard before, is not meant for the bot, or
   * comes too fast from somebody who was told so.
   */
  readonly hear: (heard: HeardWords) => Promise<ChatAnswer | null>;
  /** Says whether the country of an ISO alpha-2 `code` has signed; a code that does not exist is a question in words. */
  readonly hearCountry: (code: string, heard: Heard) => Promise<ChatAnswer | null>;
  /** Lists who has signed. */
  readonly hearList: (heard: Heard) => Promise<ChatAnswer | null>;
  /** Notes which messages answer the question of `key`, in order; none for an answer that cannot be changed. */
  readonly posted: (key: string, messages: readonly string[]) => void;
  /** Answers a question that was edited; null when it was not answered before, or says the same. */
  readonly edited: (heard: HeardWords) => Promise<EditedAnswer | null>;
  /** Forgets a question that was deleted; gives the messages that answer it. */
  readonly deleted: (key: string) => Promise<readonly string[]>;
  /**
   * The answer to a question once more, for who asked it, to show it to others; else why there is none: the question
   * is no longer kept, or somebody else asked it.
   */
  readonly again: (about: AboutAnswer) => Promise<ChatAnswer | string>;
  /** Gives the right to show an answer to all, which there is once: false when somebody took it before. */
  readonly takeShare: (id: string) => Promise<boolean>;
  /** Gives it back for an answer that was not shown after all. */
  readonly returnShare: (id: string) => Promise<void>;
  /** What a page about the bot shows to somebody in a workspace. */
  readonly home: (reader: HomeReader) => Promise<HomePage>;
  /** Keeps what a person thinks of an answer: the last word counts. */
  readonly rate: (about: AboutAnswer, helpful: boolean) => Promise<string>;
  /** Keeps the wish to be told once a question can be answered. */
  readonly wish: (about: AboutAnswer) => Promise<string>;
  /** Drops everything that is kept of a person. */
  readonly forget: (who: Omit<AboutAnswer, "id">) => Promise<string>;
  /** Words around answers in the language of a person's client; in English where the bot does not speak it. */
  readonly chatIn: (locale: string | undefined) => ChatWords;
  /** Words of the pages for installing, for an `Accept-Language`. */
  readonly installIn: (acceptLanguage: string | undefined) => InstallWords;
  /** What commands are called for the client of a person; null where the bot does not speak their language. */
  readonly commandWords: (locale: string) => CommandWords | null;
  /** When the bot is to speak in a channel, and in which language. */
  readonly settingsOf: (platform: string, channel: string) => ChannelSettings;
  /**
   * Manages a channel's announcements, or says what a misspelt verb may have meant; null when the first word is no
   * verb of theirs, but a question's.
   */
  readonly manage: (text: string, managing: Managing) => Promise<Notice> | null;
  /** True the first time an event key comes to this process: platforms deliver some events twice. */
  readonly first: (key: string) => boolean;
  /** Countries whose name in some language and spelling begins with or resembles `typed`, best first. */
  readonly completeCountry: (typed: string, locale: string | undefined) => readonly CountryChoice[];
  readonly log: Log;
}

/** Who looks at a page about the bot, and where. */
interface HomeReader {
  readonly platform: string;
  readonly workspace: string;
  readonly locale?: string | undefined;
}

export interface HomePage {
  readonly words: HomeWords;
  /** The channels that get announcements, and what; null when that could not be read. */
  readonly channels: ReadonlyArray<{ readonly channel: string; readonly gets: string }> | null;
}

export interface CountryChoice {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
}

/** A platform that is connected. */
export interface RunningPlatform {
  readonly poster: Poster;
  /** How commands begin: `/rollcall`. */
  readonly command: string;
  /** Writes a person a direct message; false when it could not be. Never rejects. */
  tell(person: string, told: Told): Promise<boolean>;
  /** Stops listening, finishes what was begun, and closes all connections. */
  stop(): Promise<void>;
}

/** A poster of its own, without the rest of the bot. */
export interface LonePoster {
  readonly poster: Poster;
  close(): Promise<void>;
}

/** Connects to a platform; rejects when it cannot be reached, and the caller tries again later. */
export type StartPlatform = (services: ChatServices) => Promise<RunningPlatform>;
