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
  /** False when there is no such message. */
  remove(channel: string, ts: string): boolean;
  messages(channel: string): readonly StoredMessage[];
  /** Resolves once it holds; looked at whenever something changed. */
  until(holds: () => boolean): Promise<void>;
  /** Something else changed. */
  look(): void;
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
  const watchers = new Set<() => void>();
  const nextTs = createClock();

  function look(): void {
    for (const watch of watchers) watch();
  }

  function announce(message: StoredMessage): StoredMessage {
    for (const waiter of waiters) {
      if (!waiter.matches(message)) continue;
      waiters.delete(waiter);
      waiter.resolve(message);
    }
    look();
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
    remove(channel, ts) {
      const index = all.findIndex((each) => each.channel === channel && each.ts === ts);
      if (index >= 0) all.splice(index, 1);
      look();
      return index >= 0;
    },
    until: (holds) =>
      new Promise((resolve) => {
        const watch = () => {
          if (!holds()) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
    look,
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
