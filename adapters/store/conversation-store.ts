import type { Kysely } from "kysely";
import { z } from "zod";
import type { ReplyOutcome, Turn } from "../../src/questions/reply.ts";
import type { ConversationSchema } from "./conversation-schema.ts";

/** What is remembered of conversations, so that any process of the bot can go on with them. */
export interface ConversationStore {
  /** The last turn of a conversation that was still going on at `since`. */
  recall(conversation: string, since: number): Promise<Turn | null>;
  /**
   * Keeps a question and the turn that came of it, all or nothing; false when it was kept before. What another
   * process took half a minute ago and never answered is there to be taken again.
   */
  take(question: Question, turn: Turn | null): Promise<boolean>;
  /** Notes which messages answer a question. */
  posted(id: string, messages: readonly string[]): Promise<void>;
  /** A question that is still kept. */
  find(id: string): Promise<AnsweredQuestion | null>;
  /** Puts an edited question in place of what it was; its turn counts if no later one came of the conversation. */
  replace(question: Question, turn: Turn | null): Promise<void>;
  /** Drops a question that its asker deleted, and the conversation's turn if it came of that. */
  drop(id: string): Promise<void>;
  /** Drops everything of a person; gives the number of questions. */
  forget(user: string): Promise<number>;
  /** Drops what is older. */
  sweep(before: { readonly questions: number; readonly turns: number }): Promise<void>;
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

const ANSWERED_WITHIN_MS = 30_000;

const ids = z.array(z.string());

/** Over any SQL database. */
export function createConversationStore(db: Kysely<ConversationSchema>): ConversationStore {
  return {
    async recall(conversation, since) {
      const row = await db
        .selectFrom("turns")
        .select("turn")
        .where("conversation", "=", conversation)
        .where("at", ">=", since)
        .executeTakeFirst();
      return row ? readTurn(row.turn) : null;
    },
    take: (question, turn) =>
      db.transaction().execute(async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto("heard")
          .values({ ...rowOf(question), messages: null })
          .onConflict((conflict) =>
            conflict
              .column("id")
              .doUpdateSet({ at: question.at })
              .where("heard.messages", "is", null)
              .where("heard.at", "<", question.at - ANSWERED_WITHIN_MS),
          )
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows !== 1n) return false;
        if (turn) await writeTurn(transaction, question, turn);
        return true;
      }),
    async posted(id, messages) {
      await db
        .updateTable("heard")
        .set({ messages: JSON.stringify(messages) })
        .where("id", "=", id)
        .execute();
    },
    async find(id) {
      const row = await db.selectFrom("heard").selectAll().where("id", "=", id).executeTakeFirst();
      if (!row) return null;
      const { user_id: user, previous, messages, outcome, ...rest } = row;
      return {
        ...{ ...rest, user, outcome: OUTCOMES.parse(outcome) },
        previous: previous === null ? null : readTurn(previous),
        messages: messages === null ? null : ids.parse(JSON.parse(messages)),
      };
    },
    replace: (question, turn) =>
      db.transaction().execute((transaction) => replace(transaction, question, turn)),
    async drop(id) {
      await db.deleteFrom("turns").where("heard_id", "=", id).execute();
      await db.deleteFrom("heard").where("id", "=", id).execute();
    },
    async forget(user) {
      await db.deleteFrom("turns").where("user_id", "=", user).execute();
      const { numDeletedRows } = await db.deleteFrom("heard").where("user_id", "=", user).executeTakeFirst();
      return Number(numDeletedRows);
    },
    async sweep({ questions, turns }) {
      await db.deleteFrom("heard").where("at", "<", questions).execute();
      await db.deleteFrom("turns").where("at", "<", turns).execute();
    },
    close: () => db.destroy(),
  };
}

const OUTCOMES = z.enum(["answered", "clarify", "not-understood", "off-topic", "not-on-record"]);

async function replace(db: Kysely<ConversationSchema>, question: Question, turn: Turn | null): Promise<void> {
  const { id, ...row } = rowOf(question);
  await db.updateTable("heard").set(row).where("id", "=", id).execute();
  const last = await db
    .selectFrom("turns")
    .select("conversation")
    .where("heard_id", "=", id)
    .executeTakeFirst();
  if (!last) return;
  if (turn) await writeTurn(db, question, turn);
  else await db.deleteFrom("turns").where("heard_id", "=", id).execute();
}

async function writeTurn(db: Kysely<ConversationSchema>, question: Question, turn: Turn): Promise<void> {
  const { id: heard_id, conversation, user: user_id, at } = question;
  const row = { user_id, heard_id, at, turn: writtenTurn(turn) };
  await db
    .insertInto("turns")
    .values({ conversation, ...row })
    .onConflict((conflict) => conflict.column("conversation").doUpdateSet(row))
    .execute();
}

function rowOf({ user: user_id, previous, ...question }: Question) {
  return { ...question, user_id, previous: previous && writtenTurn(previous) };
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
