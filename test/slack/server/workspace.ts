import type { Content, MessageBlock, MessageMetadata } from "./limits.ts";

/** Ids and secrets of the workspace and its one app. */
export const SELF = { team: "T0TEAM", app: "A0APP", userId: "U0BOT", botId: "B0BOT" } as const;

export interface StoredMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly user: string;
  readonly botId: string | null;
  readonly text: string;
  readonly blocks: readonly MessageBlock[];
  readonly metadata: MessageMetadata | null;
  /** The only person who sees it. */
  readonly ephemeralFor: string | null;
}

export type Draft = Omit<StoredMessage, "ts"> & { readonly ts?: string };

/** The messages of a workspace, and those who wait for one. */
export interface Workspace {
  nextTs(): string;
  store(draft: Draft): StoredMessage;
  update(channel: string, ts: string, content: Content): StoredMessage | null;
  messages(channel: string): readonly StoredMessage[];
  waitFor(predicate: (message: StoredMessage) => boolean): Promise<StoredMessage>;
  close(): void;
}

interface Waiter {
  readonly matches: (message: StoredMessage) => boolean;
  readonly resolve: (message: StoredMessage) => void;
  readonly reject: (error: Error) => void;
}

export function createWorkspace(): Workspace {
  const all: StoredMessage[] = [];
  const waiters = new Set<Waiter>();
  const nextTs = createClock();

  function announce(message: StoredMessage): StoredMessage {
    for (const waiter of waiters) {
      if (!waiter.matches(message)) continue;
      waiters.delete(waiter);
      waiter.resolve(message);
    }
    return message;
  }

  return {
    nextTs,
    store(draft) {
      const message = { ...draft, ts: draft.ts ?? nextTs() };
      all.push(message);
      return announce(message);
    },
    update(channel, ts, { text, blocks, metadata }) {
      const index = all.findIndex((each) => each.channel === channel && each.ts === ts);
      const before = all[index];
      if (before === undefined) return null;
      const after = { ...before, text, blocks, metadata: metadata ?? before.metadata };
      all[index] = after;
      return announce(after);
    },
    messages: (channel) => all.filter((each) => each.channel === channel),
    waitFor(matches) {
      const present = all.find(matches);
      if (present) return Promise.resolve(present);
      return new Promise((resolve, reject) => waiters.add({ matches, resolve, reject }));
    },
    close() {
      for (const { reject } of waiters)
        reject(new Error("The Slack server closed before such a message came."));
      waiters.clear();
    },
  };
}

/** Slack's ts is the time in seconds with six digits, and no two messages share one. */
function createClock(): () => string {
  let last = 0;
  return () => {
    last = Math.max(Date.now() * 1000, last + 1);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, "0")}`;
  };
}
