import type { Kysely } from "kysely";
import { z } from "zod";
import type { ReplyOutcome, Turn } from "../../src/questions/reply.ts";
import type { ConversationSchema } from "./conversation-schema.ts";
import { createHeardStatements, type HeardRow } from "./heard-statements.ts";
import { together } from "./together.ts";

/** What is remembered of conversations, so that any process of the bot can go on with them. */
export interface ConversationStore {
  /** The last turn of a conversation in which something was asked at `since` or later. */
  recall(conversation: string, since: number): Promise<Turn | null>;
  /**
   * Keeps a question and the turn that the conversation stands at after it; false when it was kept before. What
   * another process took half a minute ago and never answered is there to be taken again.
   */
  take(question: Question, turn: Turn | null): Promise<boolean>;
  /** Notes which messages answer a question. */
  posted(id: string, messages: readonly string[]): Promise<void>;
  /** A question that is still kept. */
  find(id: string): Promise<AnsweredQuestion | null>;
  /** Puts an edited question in place of what it was, and its turn in place of that. */
  replace(question: Question, turn: Turn | null): Promise<void>;
  /** Drops a question that its asker deleted: the conversation stands where it stood before it. */
  drop(id: string): Promise<void>;
  /** Notes that an answer is shown to others; false when it was noted before. */
  share(id: string, at: number): Promise<boolean>;
  /** Takes that back. */
  unshare(id: string): Promise<void>;
  /** Drops everything of a person; gives the number of questions. */
  forget(user: string): Promise<number>;
  /** Drops what is older. */
  sweep(before: number): Promise<void>;
  close(): Promise<void>;
}

export interface Question {
  readonly id: string;
  readonly conversation: string;
  readonly user: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly language: string;
  readonly outcome: ReplyOutcome;
  /** The turn that it was asked after. */
  readonly previous: Turn | null;
}

export interface AnsweredQuestion extends Question {
  /** Ids of the messages that answer it; null as long as none was posted. */
  readonly messages: readonly string[] | null;
}

const ids = z.array(z.string());

/** How many questions one statement keeps. */
const AT_ONCE = 50;

/** Nobody waits for a note; those of answers that go out together are written together, and not between two of them. */
const NOTED_WITHIN_MS = 25;

/**
 * Over any SQL database; each step is one statement, so that an answer waits for as little as can be, and questions
 * that come together are kept together.
 */
export function createConversationStore(db: Kysely<ConversationSchema>): ConversationStore {
  const statements = createHeardStatements(db);
  const take = together(AT_ONCE, statements.take);
  const note = together(AT_ONCE, statements.note, NOTED_WITHIN_MS);
  return {
    async recall(conversation, since) {
      const turn = await statements.lastTurn(conversation, since);
      return turn === null ? null : readTurn(turn);
    },
    take: (question, turn) => take({ ...rowOf(question, turn), messages: null }),
    posted: (id, messages) => note({ id, messages: JSON.stringify(messages) }),
    async find(id) {
      const row = await db.selectFrom("heard").selectAll().where("id", "=", id).executeTakeFirst();
      return row ? questionOf(row) : null;
    },
    async replace(question, turn) {
      const { id, at: _, ...row } = rowOf(question, turn);
      await db.updateTable("heard").set(row).where("id", "=", id).execute();
    },
    async drop(id) {
      await db.deleteFrom("heard").where("id", "=", id).execute();
    },
    async share(id, at) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("shared")
        .values({ id, at })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async unshare(id) {
      await db.deleteFrom("shared").where("id", "=", id).execute();
    },
    async forget(user) {
      const { numDeletedRows } = await db.deleteFrom("heard").where("user_id", "=", user).executeTakeFirst();
      return Number(numDeletedRows);
    },
    async sweep(before) {
      await db.deleteFrom("heard").where("at", "<", before).execute();
      await db.deleteFrom("shared").where("at", "<", before).execute();
    },
    close: () => db.destroy(),
  };
}

const OUTCOMES = z.enum(["answered", "clarify", "not-understood", "off-topic", "not-on-record"]);

function rowOf({ user: user_id, previous, ...question }: Question, turn: Turn | null) {
  return {
    ...question,
    user_id,
    previous: previous && writtenTurn(previous),
    turn: turn && writtenTurn(turn),
  };
}

function questionOf(row: HeardRow): AnsweredQuestion {
  const { user_id: user, turn: _, previous, messages, outcome, ...rest } = row;
  return {
    ...{ ...rest, user, outcome: OUTCOMES.parse(outcome) },
    previous: previous === null ? null : readTurn(previous),
    messages: messages === null ? null : ids.parse(JSON.parse(messages)),
  };
}

/** Raise it whenever the shape of a query changes: a turn of another version of the bot then counts as none. */
const TURN_FORMAT = 1;

const kept = z.object({
  format: z.literal(TURN_FORMAT),
  turn: z.custom<Turn>((turn) => typeof turn === "object"),
});

function writtenTurn(turn: Turn): string {
  return JSON.stringify({ format: TURN_FORMAT, turn });
}

function readTurn(json: string): Turn | null {
  const parsed = kept.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data.turn : null;
}
