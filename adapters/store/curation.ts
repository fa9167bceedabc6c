import { type Kysely, type SqlBool, sql } from "kysely";
import { AT_ONCE, rowPages } from "./row-pages.ts";
import type { Schema } from "./schema.ts";

/** What people think of answers, what the bot could not answer, and who wants to be told once it can. */
export interface Curation {
  keepUnanswered(question: UnansweredQuestion): Promise<void>;
  /** All that are kept, some at a time, in no order that means anything. */
  unanswered(): AsyncIterable<UnansweredQuestion>;
  /** The last word of each person about an answer counts. */
  rate(rating: Rating): Promise<void>;
  /** Newest first. */
  ratings(limit: number): Promise<readonly Rating[]>;
  /** Keeps a wish; the same wish twice is one. */
  wish(wish: Wish): Promise<void>;
  /** Wishes that nobody was told of yet, some at a time, in no order that means anything. */
  wishes(): AsyncIterable<Wish>;
  /** True for the one caller who is to tell the person. */
  fulfil(wish: Pick<Wish, "id" | "user">, now: number): Promise<boolean>;
  /** Drops what is kept of a person, and their name from changes that they made; the changes stay. */
  forget(user: string): Promise<Forgotten>;
  /** Drops what is older. */
  sweep(before: number): Promise<void>;
}

interface UnansweredQuestion {
  readonly id: string;
  readonly user: string;
  readonly at: number;
  readonly question: string;
  readonly language: string;
  readonly outcome: string;
}

export interface Rating {
  readonly id: string;
  readonly user: string;
  readonly at: number;
  readonly helpful: boolean;
  readonly question: string | null;
  readonly language: string | null;
}

export interface Wish {
  readonly id: string;
  readonly user: string;
  readonly at: number;
  readonly question: string;
  readonly language: string;
}

/** How much was dropped. */
interface Forgotten {
  readonly unanswered: number;
  readonly ratings: number;
  readonly wishes: number;
}

/** What curators read, over any SQL store. */
export function createCuration(db: Kysely<Schema>): Curation {
  return { ...unansweredIn(db), ...ratingsIn(db), ...wishesIn(db), ...forgettingIn(db) };
}

function unansweredIn(db: Kysely<Schema>): Pick<Curation, "keepUnanswered" | "unanswered"> {
  return {
    async keepUnanswered({ user: user_id, ...question }) {
      const row = { ...question, user_id };
      await db
        .insertInto("unanswered")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
        .execute();
    },
    unanswered: () =>
      rowPages((last) =>
        db
          .selectFrom("unanswered")
          .select(["id", "user_id as user", "at", "question", "language", "outcome"])
          .where("id", ">", last?.id ?? "")
          .orderBy("id")
          .limit(AT_ONCE)
          .execute(),
      ),
  };
}

function ratingsIn(db: Kysely<Schema>): Pick<Curation, "rate" | "ratings"> {
  return {
    async rate({ id: question_id, user: user_id, helpful, ...rating }) {
      const row = { ...rating, helpful: helpful ? 1 : 0 };
      await db
        .insertInto("feedback")
        .values({ question_id, user_id, ...row })
        .onConflict((conflict) => conflict.columns(["question_id", "user_id"]).doUpdateSet(row))
        .execute();
    },
    async ratings(limit) {
      const rows = await db
        .selectFrom("feedback")
        .selectAll()
        .orderBy("at", "desc")
        .orderBy("question_id")
        .limit(limit)
        .execute();
      return rows.map(({ question_id: id, user_id: user, helpful, ...row }) => ({
        ...{ ...row, id, user },
        helpful: helpful === 1,
      }));
    },
  };
}

function wishesIn(db: Kysely<Schema>): Pick<Curation, "wish" | "wishes" | "fulfil"> {
  return {
    async wish({ id: question_id, user: user_id, ...wish }) {
      await db
        .insertInto("wishes")
        .values({ question_id, user_id, ...wish, told_at: null })
        .onConflict((conflict) => conflict.columns(["question_id", "user_id"]).doNothing())
        .execute();
    },
    wishes: () =>
      rowPages((last) =>
        db
          .selectFrom("wishes")
          .select(["question_id as id", "user_id as user", "at", "question", "language"])
          .where("told_at", "is", null)
          .where(sql<SqlBool>`(question_id, user_id) > (${last?.id ?? ""}, ${last?.user ?? ""})`)
          .orderBy("question_id")
          .orderBy("user_id")
          .limit(AT_ONCE)
          .execute(),
      ),
    async fulfil({ id, user }, now) {
      const { numUpdatedRows } = await db
        .updateTable("wishes")
        .set({ told_at: now })
        .where("question_id", "=", id)
        .where("user_id", "=", user)
        .where("told_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

const KEPT = ["feedback", "unanswered", "wishes"] as const;

function forgettingIn(db: Kysely<Schema>): Pick<Curation, "forget" | "sweep"> {
  return {
    forget: (user) =>
      db.transaction().execute(async (transaction) => {
        const [platform = "", , ...rest] = user.split(":");
        const actor = rest.join(":");
        await transaction
          .updateTable("subscription_audit")
          .set({ actor: null, actor_name: null })
          .where("platform", "=", platform)
          .where("actor", "=", actor)
          .execute();
        await transaction
          .updateTable("subscriptions")
          .set({ subscriber: "" })
          .where("platform", "=", platform)
          .where("subscriber", "=", actor)
          .execute();
        const counts: number[] = [];
        for (const table of KEPT) {
          const dropped = await transaction.deleteFrom(table).where("user_id", "=", user).executeTakeFirst();
          counts.push(Number(dropped.numDeletedRows));
        }
        const [ratings = 0, unanswered = 0, wishes = 0] = counts;
        return { ratings, unanswered, wishes };
      }),
    async sweep(before) {
      for (const table of KEPT) await db.deleteFrom(table).where("at", "<", before).execute();
    },
  };
}
