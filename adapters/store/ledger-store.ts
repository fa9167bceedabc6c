import { setImmediate as nextTurn } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Planner } from "../../src/announcements/plan.ts";
import type { Decision } from "../../src/announcements/plan-context.ts";
import { createTotals, type Plan } from "../../src/announcements/plan-totals.ts";
import { spareMemory } from "../spare-memory.ts";
import { channelPages } from "./channel-pages.ts";
import type { Engine } from "./engine.ts";
import { eachHeld } from "./held.ts";
import { postsAbout, readGround } from "./read-ground.ts";
import { readPage } from "./read-page.ts";
import type { Schema } from "./schema.ts";
import { createStoredPosts } from "./stored-posts.ts";
import { createPlanWriter, type PlanWriter } from "./write-plan.ts";

/** What was announced. */
export interface LedgerStore {
  /** What `announce` would do, with nothing written. */
  preview(planner: Planner): Promise<Plan>;
  /**
   * Reads, decides, and writes what follows, all in one transaction: events and deliveries are in the outbox
   * exactly when the ledger says that they were announced. Channels are read only when something may follow for
   * them, and some at a time: nothing is kept of those that are done, and all else has its turn in between.
   */
  announce(planner: Planner, times: AnnounceTimes): Promise<Plan>;
}

export interface AnnounceTimes {
  /** Hash of the knowledge that is announced. */
  readonly hash: string;
  readonly now: number;
  /** When the first attempt is due. */
  readonly dueAt: number;
  /** True when everything waits for an operator to agree. */
  readonly approval?: boolean;
  /** Who says that the knowledge is in force, though a later one was seen. */
  readonly adopted?: string;
}

/** Channels in one page: so few that reading, planning and writing them holds no answer up. */
const PAGE = 200;

/** The ledger, over any SQL store. */
export function createLedgerStore(
  db: Kysely<Schema>,
  { allowThought, lockLeases }: Engine,
  pageSize = PAGE,
): LedgerStore {
  /** At one moment, and holding nobody up. */
  const looking = <T>(work: (transaction: Kysely<Schema>) => Promise<T>): Promise<T> =>
    db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (transaction) => {
        await allowThought(transaction);
        return work(transaction);
      });

  /** Null when another process has announced the same knowledge while this one waited. */
  const announce = (planner: Planner, times: AnnounceTimes, wasSeen: boolean): Promise<Plan | null> =>
    db.transaction().execute(async (transaction) => {
      await allowThought(transaction);
      await lockLeases(transaction);
      if (!wasSeen && (await isSeen(transaction, times))) return null;
      const begun = await beginPlan(transaction, planner);
      return completePlan(transaction, planner, begun, pageSize, createPlanWriter(transaction, times));
    });

  /** The plan when nothing follows from a knowledge that was seen; else null. */
  const idlePlan = (planner: Planner): Promise<Plan | null> =>
    looking(async (transaction) => {
      const begun = await beginPlan(transaction, planner);
      const { changes, concernsChannels } = begun.decision;
      if (concernsChannels || changes.kind === "first-start") return null;
      return completePlan(transaction, planner, begun, pageSize, null);
    });

  return {
    preview: (planner) =>
      looking(async (transaction) => {
        const begun = await beginPlan(transaction, planner);
        return completePlan(transaction, planner, begun, pageSize, null);
      }),
    async announce(planner, times) {
      for (;;) {
        const seen = await isSeen(db, times);
        // Of many processes that start with the same knowledge one has news; the others only look.
        const plan = seen ? await idlePlan(planner) : null;
        if (plan) return plan;
        const announced = await announce(planner, times, seen);
        if (announced) return announced;
      }
    },
  };
}

/** Whether the knowledge was announced before; what an operator adopts counts as new. */
async function isSeen(db: Kysely<Schema>, { hash, adopted }: AnnounceTimes): Promise<boolean> {
  if (adopted !== undefined) return false;
  const row = await db
    .selectFrom("knowledge_seen")
    .select("hash")
    .where("hash", "=", hash)
    .executeTakeFirst();
  return row !== undefined;
}

type Begun = Awaited<ReturnType<typeof beginPlan>>;

/** What is news, from the little that has to be read for it. */
async function beginPlan(db: Kysely<Schema>, planner: Planner) {
  const posts = createStoredPosts(db);
  const { ground, waiting } = await readGround(db, posts, planner);
  return { posts, waiting, decision: planner.decide(ground) };
}

/** What each channel is to get, page by page; written when there is a writer. */
async function completePlan(
  db: Kysely<Schema>,
  planner: Planner,
  { posts, waiting, decision }: Begun,
  pageSize: number,
  writer: PlanWriter | null,
): Promise<Plan> {
  const totals = createTotals(decision, planner.named);
  const published = decision.concernsChannels ? await postsAbout(db, correctedIn(decision)) : [];
  await writer?.decision(decision);
  if (!decision.concernsChannels) {
    await eachHeld(db, totals.held);
    return totals.plan();
  }
  const atHand = { waiting, published };
  for await (const page of channelPages(db, planner.fixed, atHand, pageSize)) {
    const plan = planner.plan(decision, await readPage(db, page, atHand, posts));
    totals.add(plan);
    if (page.channels.length === pageSize) spareMemory();
    await writer?.page(plan);
    await nextTurn();
  }
  await writer?.end();
  return totals.plan();
}

function correctedIn({ changes }: Decision) {
  const events = changes.kind === "in-force" ? changes.events : [];
  return new Set(events.flatMap((event) => (event.kind === "correction" ? [event.country] : [])));
}
