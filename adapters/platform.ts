import type { Poster } from "../src/announcements/poster.ts";
import type { Reply } from "../src/questions/reply.ts";
import type { Log } from "./log.ts";

/** A question as a chat adapter hears it. */
export interface Heard {
  /** `slack:T1:C1:1718.1`: one thread, reply chain or direct message, else channel and user. */
  readonly conversation: string;
  readonly text: string;
  /** Language of the person's client (BCP 47), where the platform tells; only a wish. */
  readonly locale?: string;
}

/** What a chat adapter needs of the rest of the bot. */
export interface ChatServices {
  /** Answers at once; keeps the thread of each conversation. */
  readonly ask: (heard: Heard) => Reply;
  /** Says whether the country of an ISO alpha-2 `code` has signed; null when there is no such code. */
  readonly askCountry: (code: string, heard: Omit<Heard, "text">) => Reply | null;
  /** Lists who has signed. */
  readonly askList: (heard: Omit<Heard, "text">) => Reply;
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
  /** Stops listening, finishes what was begun, and closes all connections. */
  stop(): Promise<void>;
}

/** Connects to a platform; rejects when it cannot be reached, and the caller tries again later. */
export type StartPlatform = (services: ChatServices) => Promise<RunningPlatform>;
