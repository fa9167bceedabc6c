import { describe, expect, it } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";
import type { Lease } from "../../adapters/store/leases.ts";
import type { Store } from "../../adapters/store/store.ts";
import type { DeliveryState } from "../../src/announcements/delivery.ts";
import { withoutTarget } from "../../src/announcements/dispatch.ts";
import { testPost } from "../../src/announcements/operator.ts";
import { createPlanner } from "../../src/announcements/plan.ts";
import { createPlanHash } from "../../src/announcements/plan-hash.ts";
import {
  aDay,
  aDestination,
  aKnowledge,
  aSignatory,
  sources,
  wordPlainly,
} from "../announcements/knowledge-fixture.ts";
import { knowledgeOf, queueNews } from "./queue-news.ts";
import { withStore } from "./with-store.ts";

const NOW = 1_790_000_000_000;
const NEWS = aDestination("discord", "1100000000");
const BY = { who: "ann", now: NOW };

/** What follows from deliveries, and what operators do to them, on every store. */
export function operatorContract(name: string, empty: () => Promise<StoreAddress>): void {
  describe(`operations on ${name}`, () => {
    it("queues the publishing of a post with the end of its sending, and lets it hold nothing up", async () => {
      await withNews(async (store, lease) => {
        await settleHead(store, lease, { kind: "sent", at: NOW, messageId: "m1", publish: true });
        await queueNews(store, knowledgeOf(3), [NEWS], { now: NOW });
        const heads = await store.outbox.heads("discord", 10);
        expect(heads.map(({ action }) => action.kind).toSorted()).toEqual(["crosspost", "post"]);
        expect(heads.find(({ action }) => action.kind === "crosspost")?.action).toMatchObject({
          messageId: "m1",
        });
      });
    });

    it("gives up the note with the edit when the earlier post is gone", async () => {
      await withNews(async (store, lease) => {
        await settleHead(store, lease, { kind: "sent", at: NOW, messageId: "m1" });
        await queueNews(store, corrected(), [NEWS], { now: NOW });
        const [edit] = await store.outbox.heads("discord", 10);
        expect(edit?.action).toMatchObject({ kind: "edit", messageId: "m1" });
        await settleHead(store, lease, { kind: "dead", at: NOW, reason: "deleted", concerns: "target" });
        expect(await store.outbox.counts()).toEqual([
          { platform: "discord", state: "dead", count: 2 },
          { platform: "discord", state: "sent", count: 1 },
        ]);
      });
    });

    it("releases what is held by the hash of its plan, which is the hash that was planned", async () => {
      await withStore(empty, async (store) => {
        await queueNews(store, knowledgeOf(1), [NEWS], { now: NOW });
        const { hash } = await announceHeld(store, 2);
        expect(await store.outbox.heads("discord", 10)).toEqual([]);
        const held = await store.outbox.inState(["held"]);
        const heldHash = createPlanHash();
        for (const { id, post } of held) heldHash.add(id, post);
        expect(heldHash.hex()).toBe(hash);
        expect(await store.operator.approve("000000000000", BY)).toEqual({ held: hash });
        const answer = await store.operator.approve(hash, BY);
        expect("released" in answer && answer.released).toHaveLength(1);
        expect(await store.outbox.heads("discord", 10)).toHaveLength(1);
        expect(await store.operator.approve(hash, BY)).toEqual({ held: null });
        expect(await store.operator.log(9)).toEqual([
          { at: NOW, who: "ann", what: "approve", subject: hash },
        ]);
      });
    });

    it("holds again what was approved and is worded anew", async () => {
      await withStore(empty, async (store) => {
        await queueNews(store, knowledgeOf(1), [NEWS], { now: NOW });
        const { hash } = await announceHeld(store, 2);
        await store.operator.approve(hash, BY);
        const later = await announceHeld(store, 3);
        expect(later.hash).not.toBe(hash);
        expect(await store.outbox.heads("discord", 10)).toEqual([]);
        expect(await store.outbox.inState(["held"])).toHaveLength(1);
      });
    });

    it("queues again what was given up, but not what was corrected since", async () => {
      await withNews(async (store, lease) => {
        await settleHead(store, lease, { kind: "dead", at: NOW, reason: "is_archived" });
        const { queued } = await store.operator.retry(null, BY);
        expect(queued).toHaveLength(1);
        await settleHead(store, lease, { kind: "dead", at: NOW, reason: "is_archived" });
        await queueNews(store, corrected(), [aDestination("discord", "2200000000")], { now: NOW });
        const again = await store.operator.retry(null, BY);
        expect([again.queued.length, again.outdated.length]).toEqual([0, 1]);
      });
    });

    it("puts no outdated words over newer ones, and tells no signature of who has withdrawn", async () => {
      await withNews(async (store, lease) => {
        await settleHead(store, lease, { kind: "sent", at: NOW, messageId: "m1" });
        await queueNews(store, corrected(), [NEWS], { now: NOW });
        await settleHead(store, lease, { kind: "dead", at: NOW, reason: "edit_window_closed" });
        await settleHead(store, lease, { kind: "dead", at: NOW, reason: "thread_locked" });
        await queueNews(store, corrected("2019-08-01"), [NEWS], { now: NOW });
        await settleHead(store, lease, { kind: "sent", at: NOW, messageId: "m1" });
        await settleHead(store, lease, { kind: "sent", at: NOW, messageId: "m2" });
        const again = await store.operator.retry(null, BY);
        expect([again.queued.length, again.outdated.length]).toEqual([0, 2]);
      });
      await withNews(async (store, lease) => {
        await settleHead(store, lease, { kind: "dead", at: NOW, reason: "is_archived" });
        await queueNews(store, withdrawn(), [NEWS], { now: NOW });
        const again = await store.operator.retry(null, BY);
        expect([again.queued.length, again.outdated.length]).toEqual([0, 1]);
      });
    });

    for (const verdict of ["sent", "again"] as const) {
      it(`lets a correction follow that was given up while its post was in doubt, once it is ${verdict}`, async () => {
        await withNews(async (store, lease) => {
          const doubt = { begunAt: NOW, attempts: 0, looks: 12, lookAt: null, reason: "unreadable" };
          await settleHead(store, lease, { kind: "in-doubt", ...doubt });
          const [troubled] = await store.outbox.inState(["in-doubt"]);
          await queueNews(store, corrected(), [NEWS], { now: NOW });
          await settleHead(store, lease, withoutTarget(NOW));
          await settleHead(store, lease, withoutTarget(NOW));
          await store.operator.settle(troubled?.id ?? "", verdict, BY);
          const queued = (await store.outbox.inState(["queued"])).map(({ action }) => action.kind);
          expect(queued.toSorted()).toEqual(
            verdict === "again" ? ["edit", "note", "post"] : ["edit", "note"],
          );
          const [head] = await store.outbox.heads("discord", 10);
          expect(head?.action.kind).toBe(verdict === "again" ? "post" : "edit");
        });
      });
    }

    it("settles what is in doubt by an operator's word, once", async () => {
      await withNews(async (store, lease) => {
        const doubt = { begunAt: NOW, attempts: 0, looks: 12, lookAt: null, reason: "unreadable" };
        await settleHead(store, lease, { kind: "in-doubt", ...doubt });
        const [troubled] = await store.outbox.inState(["in-doubt"]);
        const id = troubled?.id ?? "";
        expect((await store.operator.settle(id, "again", BY))?.state).toMatchObject({
          ...{ kind: "queued", attempts: 1 },
        });
        expect((await store.operator.settle(id, "sent", BY))?.state.kind).toBe("queued");
        expect(await store.operator.settle("nothing", "sent", BY)).toBeNull();
      });
    });

    it("queues a test that tells no news", async () => {
      await withStore(empty, async (store) => {
        const { platform, channel } = NEWS;
        const words = { text: "A test.", sources: [], labels: { asOf: "", sources: "" } };
        await store.operator.test({ test: testPost(words, "1"), platform, channel, language: "en" }, BY);
        await queueNews(store, knowledgeOf(1), [NEWS], { now: NOW });
        await queueNews(store, knowledgeOf(2), [NEWS], { now: NOW });
        const texts = (await store.outbox.inState(["queued"])).map(({ post }) => post.text);
        expect(texts).toEqual(["A test.", expect.stringMatching(/^en: accession-NO-\w+$/)]);
      });
    });
  });

  function withNews(use: (store: Store, lease: Lease) => Promise<void>): Promise<void> {
    return withStore(empty, async (store) => {
      await queueNews(store, knowledgeOf(1), [NEWS], { now: NOW });
      await queueNews(store, knowledgeOf(2), [NEWS], { now: NOW });
      const taken = await store.leases.take("discord", "one", NOW, NOW + 1_000_000);
      if ("heldUntil" in taken) throw new Error("the lease is taken");
      await use(store, taken.lease);
    });
  }
}

/** The second country of the growing knowledge, with another day. */
function corrected(day = "2019-07-01") {
  const [first, second] = [...knowledgeOf(2).signatories.values()];
  if (!first || !second) throw new Error("no countries");
  return aKnowledge([first, aSignatory(second.country, day)]);
}

function withdrawn() {
  const [first, second] = [...knowledgeOf(2).signatories.values()];
  if (!first || !second) throw new Error("no countries");
  return aKnowledge([first, { ...second, withdrawn: { on: aDay("2020-01-01"), sources } }]);
}

async function settleHead(store: Store, lease: Lease, next: DeliveryState): Promise<void> {
  const [head] = await store.outbox.heads("discord", 10);
  const [begun] = await store.outbox.begin(lease, [head?.id ?? ""], NOW);
  if (!begun) throw new Error("nothing begun");
  await store.outbox.settle(lease, [{ delivery: begun, next }], NOW);
}

function announceHeld(store: Store, countries: number) {
  const knowledge = knowledgeOf(countries);
  const platforms = new Set(["discord"]);
  const context = { knowledge, reloaded: true, fixed: [NEWS], now: NOW, platforms, word: wordPlainly };
  const times = { hash: knowledge.hash, now: NOW, dueAt: NOW, approval: true };
  return store.ledger.announce(createPlanner(context), times);
}
