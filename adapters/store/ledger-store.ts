import type { Kysely } from "kysely";
import type { Plan } from "../../src/announcements/plan.ts";
import type { Situation } from "../../src/announcements/situation.ts";
import type { Engine } from "./engine.ts";
import { readPublished, readSituation } from "./read-situation.ts";
import type { Schema } from "./schema.ts";
import type { LedgerStore } from "./store.ts";
import { writePlan } from "./write-plan.ts";

/** The ledger, over any SQL store. */
export function createLedgerStore(db: Kysely<Schema>, { lockLeases }: Engine): LedgerStore {
  return {
    situation: () => db.transaction().execute(readSituation),
    preview: (decide) => db.transaction().execute((transaction) => decided(transaction, decide)),
    announce: (decide, times) =>
      db.transaction().execute(async (transaction) => {
        await lockLeases(transaction);
        const plan = await decided(transaction, decide);
        await writePlan(transaction, plan, times);
        return plan;
      }),
  };
}

/** Decides once more, with what was published on the countries, when a first decision corrects any. */
async function decided(db: Kysely<Schema>, decide: (situation: Situation) => Plan): Promise<Plan> {
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
