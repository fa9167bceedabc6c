import { describe, expect, it } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { chunks } from "../../adapters/store/chunks.ts";
import { openDatabase } from "../../adapters/store/database.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import type { SubscriptionChange } from "../../adapters/store/subscriptions.ts";
import { dueAt } from "../../src/announcements/delivery.ts";
import type { NewsKind } from "../../src/announcements/event.ts";
import type { Subscription } from "../../src/subscriptions/subscription.ts";
import { aDestination } from "../announcements/knowledge-fixture.ts";
import { aSubscription } from "../subscriptions/subscription-fixture.ts";
import { lookInto } from "./look-into.ts";
import { knowledgeOf, queueNews, rewordingBy } from "./queue-news.ts";
import { withStore } from "./with-store.ts";

const NOW = 1_790_000_000_000;
const ACTOR = { id: "U1", name: "ann" };
const HERE = { platform: "slack", workspace: "T1", channel: "C0000001" };
const THERE = { ...HERE, channel: "C0000002" };

/** Every store keeps subscriptions like this. `empty` gives the address of a new one. */
export function subscriptionContract(name: string, empty: () => Promise<StoreAddress>): void {
  describe(`subscriptions in ${name}`, () => {
    it("gives back what was written, after a restart too", async () => {
      const address = await empty();
      const store = await openStore(address);
      const asked = aSubscription({
        kinds: ["accession", "milestone"],
        language: "de",
        pause: { since: NOW, until: NOW + 5, reason: "is_archived" },
      });
      await store.subscriptions.change(HERE, () => to(asked));
      await store.close();
      const again = await openStore(address);
      expect(await again.subscriptions.of("slack", HERE.channel)).toEqual(asked);
      await again.close();
    });

    it("knows nothing of a channel that never asked", async () => {
      await withStore(empty, async ({ subscriptions }) => {
        expect(await subscriptions.of("slack", "C9")).toBeNull();
        expect(await subscriptions.audit("slack", "C9", 10)).toEqual([]);
      });
    });

    it("lists the channels of a workspace, and hands all to who decides about news", async () => {
      await withStore(empty, async ({ subscriptions, ledger }) => {
        const there = { ...HERE, channel: "C0000000" };
        const elsewhere = { ...HERE, platform: "discord" };
        const other = { ...HERE, workspace: "T2", channel: "C0000009" };
        for (const place of [HERE, there, elsewhere, other]) {
          await subscriptions.change(place, () => to(aSubscription(place)));
        }
        const channels = (await subscriptions.ofWorkspace("slack", "T1")).map(({ channel }) => channel);
        expect(channels).toEqual([there.channel, HERE.channel]);
        const all = (await lookInto({ ledger })).pages.flatMap(({ wishes }) => wishes);
        expect(all.map(({ platform }) => platform)).toEqual(["discord", "slack", "slack", "slack"]);
      });
    });

    it("hands all of many thousand channels to who decides about news, each once", async () => {
      const address = await empty();
      const store = await openStore(address);
      await subscribeMany(address, 4_500);
      const wishes = (await lookInto(store)).pages.flatMap((page) => page.wishes);
      expect(new Set(wishes.map(({ platform, channel }) => `${platform} ${channel}`)).size).toBe(4_500);
      expect(wishes).toHaveLength(4_500);
      await store.close();
    });

    it("words what waits in the language that a channel asks for, of several at the same moment too", async () => {
      await withStore(empty, async (store) => {
        const places = [HERE, THERE, { ...HERE, platform: "discord" }];
        for (const place of places) await store.subscriptions.change(place, () => to(aSubscription(place)));
        await queueNews(store, knowledgeOf(1), [], { now: NOW });
        await queueNews(
          store,
          knowledgeOf(2),
          places.map(({ platform, channel }) => aDestination(platform, channel)),
          {
            now: NOW,
          },
        );
        const rewording = rewordingBy(knowledgeOf(2), NOW);
        await Promise.all(
          places.map((place) =>
            store.subscriptions.change(
              place,
              () => to(aSubscription({ ...place, language: "de" })),
              rewording,
            ),
          ),
        );
        const queued = await store.outbox.inState(["queued"]);
        expect(queued.map(({ post }) => post.text)).toEqual(
          places.map(() => expect.stringMatching(/^de: accession-NO-\w+$/)),
        );
      });
    });

    it("keeps the trail with the change, newest first, and neither when nothing changes", async () => {
      await withStore(empty, async ({ subscriptions }) => {
        await subscriptions.change(HERE, () => to(aSubscription({ kinds: ["accession"] })));
        await subscriptions.change(HERE, (current) => withKind(current, "milestone", NOW + 1));
        await subscriptions.change(HERE, () => ({ next: null, audit: null }));
        const trail = await subscriptions.audit("slack", HERE.channel, 10);
        expect(trail.map(({ at, actor, change }) => [at, actor, "kinds" in change && change.kinds])).toEqual([
          [NOW + 1, ACTOR, ["accession", "milestone"]],
          [NOW, ACTOR, ["accession"]],
        ]);
        expect(await subscriptions.audit("slack", HERE.channel, 1)).toHaveLength(1);
      });
    });

    it("writes nothing at all when the decision fails", async () => {
      await withStore(empty, async ({ subscriptions }) => {
        const failing = () => {
          throw new Error("no decision");
        };
        await expect(subscriptions.change(HERE, failing)).rejects.toThrow("no decision");
        expect(await subscriptions.of("slack", HERE.channel)).toBeNull();
      });
    });

    it("loses none of the changes that come at once, to a new channel too", async () => {
      await withStore(empty, async ({ subscriptions }) => {
        const kinds: readonly NewsKind[] = ["accession", "correction", "withdrawal", "milestone"];
        await Promise.all(
          kinds.map((kind) => subscriptions.change(HERE, (current) => withKind(current, kind, NOW))),
        );
        const after = await subscriptions.of("slack", HERE.channel);
        expect(after?.kinds.toSorted()).toEqual(kinds.toSorted());
        expect(await subscriptions.audit("slack", HERE.channel, 10)).toHaveLength(4);
      });
    });

    it("pauses a channel that takes no posts, keeps its settings, and says so once a pause", async () => {
      await withStore(empty, async ({ subscriptions }) => {
        const asked = aSubscription({ kinds: ["correction"], language: "fr" });
        await subscriptions.change(HERE, () => to(asked));
        const pause = { since: NOW + 1, until: null, reason: "is_archived" };
        const paused = { ...asked, pause, changedAt: NOW + 1 };
        expect(await subscriptions.pauseDead("slack", HERE.channel, "is_archived", NOW + 1)).toEqual(paused);
        expect(await subscriptions.pauseDead("slack", HERE.channel, "is_archived", NOW + 2)).toBeNull();
        expect(await subscriptions.of("slack", HERE.channel)).toEqual(paused);
        expect(await subscriptions.untold("slack")).toEqual([paused]);
        expect(await subscriptions.untold("discord")).toEqual([]);
        await subscriptions.told({ ...paused, pause: { ...pause, since: NOW } });
        expect(await subscriptions.untold("slack")).toEqual([paused]);
        await subscriptions.told(paused);
        expect(await subscriptions.untold("slack")).toEqual([]);
        const [entry] = await subscriptions.audit("slack", HERE.channel, 1);
        expect(entry).toEqual({
          at: NOW + 1,
          actor: null,
          change: { kind: "closed", reason: "is_archived" },
        });
      });
    });

    it("has nothing to pause where nobody subscribed, or unsubscribed", async () => {
      await withStore(empty, async ({ subscriptions }) => {
        expect(await subscriptions.pauseDead("slack", HERE.channel, "gone", NOW)).toBeNull();
        await subscriptions.change(HERE, () => to(aSubscription({ kinds: [] })));
        expect(await subscriptions.pauseDead("slack", HERE.channel, "gone", NOW)).toBeNull();
      });
    });

    it("sends nothing to a channel that unsubscribed while it was queued, and says why", async () => {
      await withQueued(async (store, begin) => {
        await store.subscriptions.change(HERE, () => to(aSubscription({ kinds: [] })));
        expect(await begin(NOW)).toEqual([THERE.channel]);
        const [dead] = await store.outbox.inState(["dead"]);
        expect(dead).toMatchObject({ channel: HERE.channel, state: { reason: "unsubscribed" } });
      });
    });

    it("brings nothing back that a channel unsubscribed from, when all that was given up is tried again", async () => {
      await withQueued(async (store, begin) => {
        await store.subscriptions.change(HERE, () => to(aSubscription({ kinds: [] })));
        await begin(NOW);
        await store.subscriptions.change(HERE, () => to(aSubscription()));
        expect(await store.operator.retry(null, { who: "ann", now: NOW })).toEqual({
          queued: [],
          outdated: [],
        });
      });
    });

    it("sends what a channel still wants, and not what it wants no more", async () => {
      await withQueued(async (store, begin) => {
        await store.subscriptions.change(HERE, () => to(aSubscription({ kinds: ["accession"] })));
        await store.subscriptions.change(THERE, () =>
          to(aSubscription({ ...THERE, kinds: ["correction", "milestone"] })),
        );
        expect(await begin(NOW)).toEqual([HERE.channel]);
      });
    });

    it("keeps what is queued for a paused channel, and sends it once the pause is over", async () => {
      await withQueued(async (store, begin) => {
        const pause = { since: NOW, until: NOW + 10_000, reason: null };
        await store.subscriptions.change(HERE, () => to(aSubscription({ pause })));
        expect(await begin(NOW)).toEqual([THERE.channel]);
        expect((await store.outbox.heads("slack", 10)).map(({ state }) => state)).toEqual([
          { kind: "queued", dueAt: NOW + 10_000, attempts: 0 },
        ]);
        expect(await begin(NOW + 10_000)).toEqual([HERE.channel]);
      });
    });

    it("sends as soon as a person ends a pause that had no end, and sooner nothing that is on hold", async () => {
      await withQueued(async (store, begin) => {
        const pause = { since: NOW, until: null, reason: "is_archived" };
        await store.subscriptions.change(HERE, () => to(aSubscription({ pause })));
        await store.subscriptions.change(THERE, () => to(aSubscription({ ...THERE, pause: null })));
        expect(await begin(NOW)).toEqual([THERE.channel]);
        const hold = { now: NOW, dueAt: NOW + 60_000, apart: true };
        await queueNews(store, knowledgeOf(3), [aDestination("slack", HERE.channel)], hold);
        await store.subscriptions.change(HERE, () => to(aSubscription({ pause: null }), NOW + 5));
        expect(await begin(NOW + 5)).toEqual([HERE.channel]);
        const held = await store.outbox.inState(["queued"]);
        expect(held.map(({ state }) => state)).toEqual([
          { kind: "queued", dueAt: NOW + 60_000, attempts: 0 },
        ]);
      });
    });
  });

  /** A piece of news is queued for two channels; `begin` gives the channels to which a send begins. */
  function withQueued(
    use: (store: Store, begin: (now: number) => Promise<string[]>) => Promise<void>,
  ): Promise<void> {
    return withStore(empty, async (store) => {
      const channels = [HERE, THERE].map(({ channel }) => aDestination("slack", channel));
      await queueNews(store, knowledgeOf(1), channels, { now: NOW });
      await queueNews(store, knowledgeOf(2), channels, { now: NOW });
      const taken = await store.leases.take("slack", "holder", NOW, NOW + 1_000_000);
      if ("heldUntil" in taken) throw new Error("the lease is taken");
      await use(store, async (now) => {
        const heads = await store.outbox.heads("slack", 10);
        const due = heads.filter(({ state }) => (dueAt(state) ?? Infinity) <= now).map(({ id }) => id);
        return (await store.outbox.begin(taken.lease, due, now)).map(({ channel }) => channel);
      });
    });
  }
}

/** Writes so many channels, on two platforms, quicker than by as many changes. */
async function subscribeMany(address: StoreAddress, number: number): Promise<void> {
  const { db } = await openDatabase(address);
  const rows = Array.from({ length: number }, (_, index) => ({
    ...{ platform: index % 2 ? "slack" : "discord", channel: `C${index}`, workspace: "T1", subscriber: "U1" },
    ...{ kinds: '["accession"]', language: "en", revision: 1, created_at: NOW, changed_at: NOW },
    untold: 0,
  }));
  for (const some of chunks(rows)) await db.insertInto("subscriptions").values(some).execute();
  await db.destroy();
}

function to(next: Subscription, at = NOW): SubscriptionChange {
  const { kinds, language } = next;
  return { next, audit: { at, actor: ACTOR, change: { kind: "subscribed", kinds, language } } };
}

function withKind(current: Subscription | null, kind: NewsKind, at: number): SubscriptionChange {
  const before = current ?? aSubscription({ kinds: [] });
  return to({ ...before, kinds: [...before.kinds, kind], changedAt: at }, at);
}
