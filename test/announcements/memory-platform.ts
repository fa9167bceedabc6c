import type { Outcome } from "../../src/announcements/outcome.ts";
import type { Dispatch } from "../../src/announcements/post.ts";
import type { Poster } from "../../src/announcements/poster.ts";

/** What a platform does with one request to post. */
export type Behaviour =
  | "take"
  | "busy"
  | "fail"
  | "refuse"
  /** The request is lost on its way. */
  | "lose-request"
  /** The post is stored, and the reply lost. */
  | "lose-reply";

/** A platform in memory: it keeps what it takes, and does as the script of a channel says, then takes all. */
export interface MemoryPlatform extends Poster {
  /** Posts, and notes in their threads. */
  readonly posted: readonly Posted[];
  readonly nonces: ReadonlySet<string>;
  references(channel: string): string[];
}

interface Posted {
  readonly channel: string;
  readonly reference: string;
  /** As it stands now. */
  readonly text: string;
  /** The message that it is a note to. */
  readonly thread: string | null;
}

export interface Script {
  readonly sends?: Readonly<Record<string, readonly Behaviour[]>>;
  /** Looks at a channel that fail before one succeeds. */
  readonly unreadable?: Readonly<Record<string, number>>;
}

export function memoryPlatform({ sends = {}, unreadable = {} }: Script = {}): MemoryPlatform {
  const posted: Posted[] = [];
  const nonces = new Set<string>();
  const turns = new Map<string, number>();
  const looks = new Map<string, number>();
  const store = ({ channel, post: { reference, text }, action }: Dispatch) => {
    if (action.kind === "edit" || action.kind === "crosspost") {
      const index = Number(action.messageId.slice(1)) - 1;
      const before = posted[index];
      if (before && action.kind === "edit") posted[index] = { ...before, text };
      return action.messageId;
    }
    posted.push({ channel, reference, text, thread: action.kind === "note" ? action.messageId : null });
    return `m${posted.length}`;
  };
  return {
    posted,
    nonces,
    references: (wanted) =>
      posted.filter(({ channel }) => channel === wanted).map(({ reference }) => reference),
    async send(dispatch) {
      nonces.add(dispatch.nonce);
      const turn = turns.get(dispatch.channel) ?? 0;
      turns.set(dispatch.channel, turn + 1);
      return outcomeOf(sends[dispatch.channel]?.[turn] ?? "take", () => store(dispatch));
    },
    async find({ channel, post }) {
      const look = looks.get(channel) ?? 0;
      looks.set(channel, look + 1);
      if (look < (unreadable[channel] ?? 0)) return { kind: "unreadable", reason: "missing_scope" };
      const at = posted.findIndex((one) => one.channel === channel && one.reference === post.reference);
      return at < 0 ? { kind: "absent" } : { kind: "found", messageId: `m${at + 1}` };
    },
  };
}

function outcomeOf(behaviour: Behaviour, store: () => string): Outcome {
  switch (behaviour) {
    case "take":
      return { kind: "sent", messageId: store() };
    case "busy":
      return { kind: "busy", retryAfterMs: 30_000 };
    case "fail":
      return { kind: "failed", reason: "502", lasting: false };
    case "refuse":
      return { kind: "failed", reason: "is_archived", lasting: true };
    case "lose-reply":
      store();
      return { kind: "in-doubt", reason: "timeout" };
    case "lose-request":
      return { kind: "in-doubt", reason: "timeout" };
  }
}
