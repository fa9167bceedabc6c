import type { Kysely } from "kysely";
import type { Plan } from "../../src/announcements/plan.ts";
import type { Situation } from "../../src/announcements/situation.ts";
import type { Engine } from "./engine.ts";
import { readPublished, readSituation } from "./read-situation.ts";
import type { Schema } from "./schema.ts";
import type { AnnounceTimes, LedgerStore } from "./store.ts";
import { writePlan } from "./write-plan.ts";

/** The ledger, over any SQL store. */
export function createLedgerStore(db: Kysely<Schema>, { allowThought, lockLeases }: Engine): LedgerStore {
  /** At one moment, and holding nobody up. */
  const looking = <T>(work: (transaction: Kysely<Schema>) => Promise<T>): Promise<T> =>
    db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (transaction) => {
        await allowThought(transaction);
        return work(transaction);
      });

  const preview = (decide: Decide) => looking((transaction) => decided(transaction, decide));

  /** Null when another process has announced the same knowledge while this one waited. */
  const announce = (decide: Decide, times: AnnounceTimes, wasSeen: boolean): Promise<Plan | null> =>
    db.transaction().execute(async (transaction) => {
      await allowThought(transaction);
      await lockLeases(transaction);
      if (!wasSeen && (await isSeen(transaction, times))) return null;
      const plan = await decided(transaction, decide);
      await writePlan(transaction, plan, times);
      return plan;
    });

  return {
    situation: () => looking(readSituation),
    preview,
    async announce(decide, times) {
      for (;;) {
        const seen = await isSeen(db, times);
        // Of many processes that start with the same knowledge one has news; the others only look.
        const plan = seen ? await preview(decide) : null;
        if (plan && isIdle(plan)) return plan;
        const announced = await announce(decide, times, seen);
        if (announced) return announced;
      }
    },
  };
}

type Decide = (situation: Situation) => Plan;

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

/** Nothing follows from it that would have to be written, if the knowledge is in the ledger. */
function isIdle({ changes, takenBack, removed, posts }: Plan): boolean {
  if (takenBack.length + removed.length + posts.length > 0) return false;
  return changes.kind === "superseded" || (changes.kind === "in-force" && changes.events.length === 0);
}

/** Decides once more, with what was published on the countries, when a first decision corrects any. */
async function decided(db: Kysely<Schema>, decide: Decide): Promise<Plan> {
  const situation = await readSituation(db);
  const plan = decide(situation);
  const countries = correctedIn(plan);
  if (countries.size === 0) return plan;
  const known = new Set(situation.published.flatMap(({ deliveries }) => deliveries.map(({ id }) => id)));
  const more = (await readPublished(db, countries)).map((post) => ({
    ...post,
    deliveries: post.deliveries.filter(({ id }) => !known.has(id)),
  }));
  return decide({ ...situation, published: [...situation.published, ...more] });
}

function correctedIn({ changes }: Plan) {
  const events = changes.kind === "in-force" ? changes.events : [];
  return new Set(events.flatMap((event) => (event.kind === "correction" ? [event.country] : [])));
}
