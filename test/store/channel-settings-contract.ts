import { describe, expect, it } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { type ChannelSettings, DEFAULT_SETTINGS } from "../../src/subscriptions/channel-settings.ts";
import { aSubscription } from "../subscriptions/subscription-fixture.ts";
import { withStore } from "./with-store.ts";

const NOW = 1_790_000_000_000;
const ACTOR = { id: "U1", name: "ann" };
const HERE = { platform: "slack", channel: "C0000001" };

/** Every store keeps the settings of channels like this. `empty` gives the address of a new one. */
export function channelSettingsContract(name: string, empty: () => Promise<StoreAddress>): void {
  describe(`settings of channels in ${name}`, () => {
    it("are the default until they are changed, and what they were changed to after a restart", async () => {
      const address = await empty();
      const store = await openStore(address);
      const before: ChannelSettings[] = [];
      await store.channelSettings.change(HERE, (current) => {
        before.push(current);
        return to({ ...current, mode: "off" });
      });
      await store.close();
      const again = await openStore(address);
      expect(before).toEqual([DEFAULT_SETTINGS]);
      expect(await again.channelSettings.all()).toEqual([
        { ...HERE, settings: { ...DEFAULT_SETTINGS, mode: "off" } },
      ]);
      await again.close();
    });

    it("lose none of the changes that come at once", async () => {
      await withStore(empty, async ({ channelSettings }) => {
        const language = aSubscription({ language: "de" }).language;
        await Promise.all([
          channelSettings.change(HERE, (current) => to({ ...current, mode: "automatic" })),
          channelSettings.change(HERE, (current) => to({ ...current, language })),
        ]);
        expect(await channelSettings.all()).toEqual([{ ...HERE, settings: { mode: "automatic", language } }]);
      });
    });

    it("leave a trail among the changes of the subscription, newest first, and none when nothing changes", async () => {
      await withStore(empty, async ({ channelSettings, subscriptions }) => {
        const next = aSubscription();
        const change = { kind: "subscribed", kinds: next.kinds, language: next.language } as const;
        const subscribe = () =>
          subscriptions.change(next, () => ({ next, audit: { at: NOW, actor: ACTOR, change } }));
        await subscribe();
        await channelSettings.change(HERE, (current) => to({ ...current, mode: "off" }));
        await channelSettings.change(HERE, () => ({ next: null, audit: null }));
        await channelSettings.change({ ...HERE, channel: "C0000002" }, (current) => to(current));
        await subscribe();
        const trail = await subscriptions.audit("slack", HERE.channel, 10);
        expect(trail).toEqual([
          { at: NOW, actor: ACTOR, change },
          { at: NOW, actor: ACTOR, change: { kind: "settings", mode: "off", language: null } },
          { at: NOW, actor: ACTOR, change },
        ]);
      });
    });

    it("do not tell who changed them once that person is forgotten", async () => {
      await withStore(empty, async ({ channelSettings, subscriptions, curation }) => {
        await channelSettings.change(HERE, (current) => to({ ...current, mode: "off" }));
        await curation.forget(`slack:T1:${ACTOR.id}`);
        const [entry] = await subscriptions.audit("slack", HERE.channel, 1);
        expect(entry).toMatchObject({ actor: null, change: { mode: "off" } });
      });
    });
  });
}

function to(next: ChannelSettings) {
  return { next, audit: { at: NOW, actor: ACTOR, change: { kind: "settings", ...next } } } as const;
}
