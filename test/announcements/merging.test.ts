import fc from "fast-check";
import { expect, it } from "vitest";
import type { Lease } from "../../adapters/store/leases.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import type { Delivery, DeliveryState } from "../../src/announcements/delivery.ts";
import type { AnnouncementEvent, NewsKind } from "../../src/announcements/event.ts";
import { canTell } from "../../src/announcements/take-back.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { queueNews } from "../store/queue-news.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { aDay, aDestination, aKnowledge, aMilestone, aSignatory, sources } from "./knowledge-fixture.ts";

const NOW = 1_790_000_000_000;
const WISHES: ReadonlyArray<[channel: string, kinds: readonly NewsKind[]]> = [
  ["C0ALL", ["accession", "correction", "withdrawal", "milestone"]],
  ["C0NEW", ["accession"]],
  ["C0RIGHT", ["correction"]],
];
const CHANNELS = WISHES.map(([channel, kinds]) => aDestination("slack", channel, { kinds: new Set(kinds) }));

/** What a curator or a platform does. */
type Step =
  | { readonly kind: "know"; readonly knowledge: KnowledgeBase }
  | { readonly kind: "send"; readonly channel: string; readonly end: "sent" | "busy" | "failed" };

const signatory = fc
  .record({
    code: fc.constantFrom("NO", "LV", "EE"),
    signedOn: fc.constantFrom("2018-04-10", "2019-06-14", "2020-01-01"),
    gone: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ code, signedOn, gone }) =>
    aSignatory(code, signedOn, gone === 0 ? { withdrawn: { on: aDay("2026-01-01"), sources } } : {}),
  );
const knowledge = fc
  .tuple(
    fc.uniqueArray(signatory, { selector: ({ country }) => country }),
    fc.boolean(),
    // Two knowledges that say the same are not the same: a rollback is one, and a file put back is none.
    fc.nat(1_000_000),
  )
  .map(([list, summit, salt]) => {
    const made = aKnowledge(list, summit ? [aMilestone("summit", "2026-02-01")] : []);
    return { ...made, hash: `${made.hash}${salt}` };
  });
const step = fc.oneof(
  knowledge.map((known): Step => ({ kind: "know", knowledge: known })),
  fc
    .record({
      channel: fc.constantFrom(...WISHES.map(([channel]) => channel)),
      end: fc.constantFrom("sent" as const, "sent" as const, "busy" as const, "failed" as const),
    })
    .map((send): Step => ({ kind: "send", ...send })),
);

it("gives each channel each event at most once and loses none, whatever is known, sent and taken back", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(knowledge, fc.array(step, { minLength: 3, maxLength: 14 }), async (first, steps) => {
      const world = await aWorld(first);
      for (const one of steps) {
        if (one.kind === "know") await world.know(one.knowledge);
        else await world.send(one.channel, one.end);
        await world.checkQueue();
      }
      await world.drain();
      world.checkTold();
      await world.store.close();
    }),
    { numRuns: 25 },
  );
});

/** A store, what was announced in it, and what the channels were told. */
async function aWorld(first: KnowledgeBase) {
  const store = await openStore(await emptyFile());
  const lease = await leaseOf(store);
  const announced = new Map<string, AnnouncementEvent>();
  const told: Array<{ readonly channel: string; readonly event: string }> = [];
  let current = first;
  let now = NOW;

  const know = async (next: KnowledgeBase) => {
    current = next;
    const plan = await queueNews(store, next, CHANNELS, { now });
    for (const { id } of plan.takenBack) announced.delete(id);
    const events = plan.changes.kind === "in-force" ? plan.changes.events : [];
    for (const event of events) announced.set(event.id, event);
  };
  const send = async (channel: string, end: "sent" | "busy" | "failed"): Promise<boolean> => {
    now += 3_600_000;
    const head = (await store.outbox.heads("slack", 100)).find((one) => one.channel === channel);
    const [begun] = head ? await store.outbox.begin(lease, [head.id], now) : [];
    if (!begun) return false;
    const next = stateAfter(end, now);
    await store.outbox.settle(lease, [{ delivery: begun, next }], now);
    if (end === "sent") for (const event of eventsIn(begun)) told.push({ channel, event });
    return true;
  };
  await know(first);
  return {
    store,
    know,
    send,
    /** At most one post that was not tried, and one edit and note of each earlier post. */
    async checkQueue() {
      const untried = (await store.outbox.inState(["queued"])).filter(
        ({ state }) => state.kind === "queued" && state.attempts === 0,
      );
      const keys = untried.map(({ channel, action }) =>
        [channel, action.kind, "target" in action ? action.target : ""].join(" "),
      );
      expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
    },
    async drain() {
      for (const [channel] of WISHES) while (await send(channel, "sent"));
    },
    checkTold() {
      const keys = told.map(({ channel, event }) => `${channel} ${event}`);
      expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
      for (const [channel, kinds] of WISHES) {
        const heard = told.filter((one) => one.channel === channel).map(({ event }) => event);
        const owed = [...announced.values()].filter((event) => canTell(event, current));
        const missing = owed.filter(({ id, kind }) => kinds.includes(kind) && !heard.includes(id));
        expect(missing.map(({ id }) => id)).toEqual([]);
        const uncorrected = owed.filter(
          (event) => event.kind === "correction" && !heard.includes(event.id) && knows(heard, event.country),
        );
        expect(uncorrected.map(({ id }) => id)).toEqual([]);
      }
    },
  };
}

function knows(heard: readonly string[], country: string): boolean {
  return heard.some((id) => id.startsWith(`accession-${country}`));
}

/** An edit says again what the post said; all else tells what its words name. */
function eventsIn({ action, post }: Delivery): string[] {
  return action.kind === "edit" ? [] : (post.text.match(/[a-z]+-[A-Za-z]+-[0-9a-f]{12}/g) ?? []);
}

function stateAfter(end: "sent" | "busy" | "failed", now: number): DeliveryState {
  if (end === "sent") return { kind: "sent", at: now, messageId: `m${now}` };
  return { kind: "waiting", until: now, attempts: end === "busy" ? 0 : 1, reason: end };
}

async function leaseOf(store: Store): Promise<Lease> {
  const taken = await store.leases.take("slack", "one", NOW, NOW + 1e12);
  if ("heldUntil" in taken) throw new Error("the lease is taken");
  return taken.lease;
}
