import { type Conversations, IDLE_MS } from "../../src/conversation/conversations.ts";
import type { Turn } from "../../src/questions/reply.ts";
import type { Scheduler } from "../announcements/scheduler.ts";
import type { Log } from "../log.ts";
import type { AnsweredQuestion, ConversationStore, Question } from "../store/conversation-store.ts";

/** What the bot remembers of conversations. It answers without its store too, though then each process for itself. */
export interface Recollection {
  recall(conversation: string, now: number): Promise<Turn | null>;
  /** Keeps a question; false when it was kept before. */
  take(question: Question, turn: Turn | null): Promise<boolean>;
  /** Notes in the background where a question was answered. */
  posted(id: string, messages: readonly string[]): void;
  find(id: string): Promise<AnsweredQuestion | null>;
  replace(question: Question, turn: Turn | null): Promise<void>;
  drop(question: AnsweredQuestion): Promise<void>;
  /** Notes that an answer is shown to others; false when it was noted before. */
  share(id: string, now: number): Promise<boolean>;
  unshare(id: string): Promise<void>;
  /** Drops what is kept of a person; gives the number of questions. Rejects when the store cannot be reached. */
  forget(user: string): Promise<number>;
  /** Waits for what is under way, and stops. */
  stop(): Promise<void>;
}

export interface RecollectionDeps {
  /** Null when it could not be opened. */
  readonly store: ConversationStore | null;
  readonly conversations: Conversations;
  readonly scheduler: Scheduler;
  readonly log: Log;
}

/** An answer waits no longer than this for the store, and after a failure the next ones do not wait at all. */
const PATIENCE_MS = 1_000;
const PAUSE_MS = 5_000;
const SWEEP_EVERY_MS = 10 * 60_000;
const KEEP_QUESTIONS_MS = 24 * 60 * 60_000;

/** Asks the store first, and the memory of this process when the store does not answer. */
export function createRecollection(deps: RecollectionDeps): Recollection {
  const { store, conversations, scheduler, log } = deps;
  const underWay = new Set<Promise<unknown>>();
  const posting = new Map<string, Promise<unknown>>();
  let pausedUntil = 0;

  /** `fallback` when there is no answer in time. */
  async function attempt<T>(fallback: T, run: (store: ConversationStore) => Promise<T>): Promise<T> {
    if (!store || scheduler.now() < pausedUntil) return fallback;
    const failed = (reason: string): T => {
      pausedUntil = scheduler.now() + PAUSE_MS;
      log.warn({ reason }, "conversations: the store does not answer; this process remembers for itself");
      return fallback;
    };
    const asking = run(store).catch((error: Error) => failed(error.message));
    underWay.add(asking);
    void asking.finally(() => underWay.delete(asking));
    let giveUp: () => void = () => undefined;
    const late = new Promise<T>((resolve) => {
      const end = () => resolve(failed(`nothing within ${PATIENCE_MS} ms`));
      // Where the process itself was busy for so long, the answer may be there and only not read yet.
      giveUp = scheduler.after(PATIENCE_MS, () => {
        giveUp = scheduler.after(0, end);
      });
    });
    return Promise.race([asking, late]).finally(() => giveUp());
  }

  const sweep = () => {
    callOff = scheduler.after(SWEEP_EVERY_MS, sweep);
    const before = scheduler.now() - KEEP_QUESTIONS_MS;
    void attempt(undefined, (store) => store.sweep(before));
  };
  let callOff = scheduler.after(SWEEP_EVERY_MS, sweep);

  return {
    async recall(conversation, now) {
      const own = conversations.recall(conversation, now);
      return attempt(own, (store) => store.recall(conversation, now - IDLE_MS));
    },
    take(question, turn) {
      conversations.remember(question.conversation, turn, question.at, question.user);
      return attempt(true, (store) => store.take(question, turn ?? question.previous));
    },
    posted(id, messages) {
      const writing = attempt(undefined, (store) => store.posted(id, messages));
      posting.set(id, writing);
      void writing.finally(() => {
        if (posting.get(id) === writing) posting.delete(id);
      });
    },
    async find(id) {
      await posting.get(id);
      return attempt<AnsweredQuestion | null>(null, (store) => store.find(id));
    },
    replace: (question, turn) =>
      attempt(undefined, (store) => store.replace(question, turn ?? question.previous)),
    async drop({ id, conversation, at, previous }) {
      conversations.takeBack(conversation, at, previous);
      await attempt(undefined, (store) => store.drop(id));
    },
    share: (id, now) => attempt(true, (store) => store.share(id, now)),
    unshare: (id) => attempt(undefined, (store) => store.unshare(id)),
    async forget(user) {
      conversations.forget(user);
      return store ? store.forget(user) : 0;
    },
    async stop() {
      callOff();
      await Promise.allSettled(underWay);
      await store?.close();
    },
  };
}
