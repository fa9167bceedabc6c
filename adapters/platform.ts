import type { Post } from "../src/announcements/post.ts";
import type { Poster } from "../src/announcements/poster.ts";
import type { Reply } from "../src/questions/reply.ts";
import type { Check } from "../src/subscriptions/checks.ts";
import type { Actor, Place } from "../src/subscriptions/subscription.ts";
import type { Composed } from "../src/wording/compose.ts";
import type { RemarkWords } from "../src/wording/sentences.ts";
import type { Log } from "./log.ts";

/** A question as a chat adapter hears it. */
export interface Heard {
  /** `slack:T1:C1:1718.1`: one thread, reply chain or direct message, else channel and user. */
  readonly conversation: string;
  readonly text: string;
  /** Language of the person's client (BCP 47), where the platform tells; only a wish. */
  readonly locale?: string;
}

/** Where and by whom a channel is managed, and what the platform says about both. */
export interface Managing extends Place {
  readonly actor: Actor;
  readonly locale?: string;
  /** How commands begin: `/rollcall`. */
  readonly command: string;
  /** What is told to who may not manage the channel. */
  readonly denied: RemarkWords;
  /** A rejection counts as no. */
  readonly mayManage: () => Promise<boolean>;
  /** Whether a post would reach the channel. */
  readonly checks: () => Promise<readonly Check[]>;
}

/** What is shown to the one who manages a channel, and to nobody else: words, or a post as it would be. */
export type Notice =
  | { readonly kind: "words"; readonly words: Composed }
  | { readonly kind: "post"; readonly post: Post };

/** What a person is told about a channel. */
export interface Told {
  readonly words: Composed;
  readonly channel: string;
}

/** What a chat adapter needs of the rest of the bot. */
export interface ChatServices {
  /** Answers at once; keeps the thread of each conversation. */
  readonly ask: (heard: Heard) => Reply;
  /** Says whether the country of an ISO alpha-2 `code` has signed; null when there is no such code. */
  readonly askCountry: (code: string, heard: Omit<Heard, "text">) => Reply | null;
  /** Lists who has signed. */
  readonly askList: (heard: Omit<Heard, "text">) => Reply;
  /** Manages a channel's announcements; null when the first word is no verb of theirs, but a question's. */
  readonly manage: (text: string, managing: Managing) => Promise<Notice> | null;
  /** True the first time an event key comes: platforms deliver some events twice. */
  readonly first: (key: string) => boolean;
  /** Countries whose name in some language and spelling begins with or resembles `typed`, best first. */
  readonly completeCountry: (typed: string, locale: string | undefined) => readonly CountryChoice[];
  readonly log: Log;
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
  /** Writes a person a direct message about a channel; false when it could not be. Never rejects. */
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
