import { describe, expect, it } from "vitest";
import { createLog } from "../../adapters/log.ts";
import type { Told } from "../../adapters/platform.ts";
import { createClosedChannels } from "../../adapters/subscriptions/closed-channels.ts";
import { openEngine } from "../questions/engine.ts";
import { manageOver, managing, NOW, ownStore, wordsOf } from "./managing.ts";

const { knowledge } = await openEngine();

describe("createClosedChannels", () => {
  it("pauses the channel with the reason, and tells whoever subscribed it, once a pause", async () => {
    const { closed, manage, told, store } = await aPlatform();
    await manage("subscribe in German", managing());
    await closed("slack", "C0000001", "archived");
    await closed("slack", "C0000001", "archived");
    expect(told.map(([person, { channel }]) => [person, channel])).toEqual([["U1", "C0000001"]]);
    expect(told[0]?.[1].words.text).toMatch(
      /^Sie haben Ankündigungen für einen Kanal abonniert, .* fehlgeschlagen: Der Kanal ist archiviert oder gesperrt und muss wieder geöffnet werden\. Sie ruhen.*„\/rollcall resume“\.$/,
    );
    expect(await store.subscriptions.of("slack", "C0000001")).toMatchObject({
      pause: { since: NOW, until: null, reason: "archived" },
      kinds: ["accession", "correction", "withdrawal"],
    });
    await manage("resume", managing());
    await closed("slack", "C0000001", "archived");
    expect(told).toHaveLength(2);
  });

  it("shows the reason in the words that an earlier version kept, where it has no others", async () => {
    const { manage, store } = await aPlatform();
    await manage("subscribe in German", managing());
    await store.subscriptions.pauseDead("slack", "C0000001", "is_archived: unarchive it.", NOW);
    expect(wordsOf(await manage("subscriptions", managing()))).toContain(
      "fehlschlug: is_archived: unarchive it.",
    );
  });

  it("leaves what was not told to the next start: it is told then, and not once more after that", async () => {
    const { closed, manage, told, store, next } = await aPlatform({ deaf: true });
    await manage("subscribe in German", managing());
    await closed("slack", "C0000001", "archived");
    expect(told).toEqual([]);
    const later = next();
    await later.tellRest("discord");
    expect(told).toEqual([]);
    await later.tellRest("slack");
    await next().tellRest("slack");
    expect(told.map(([person, { channel }]) => [person, channel])).toEqual([["U1", "C0000001"]]);
    expect(told[0]?.[1].words.text).toContain("Der Kanal ist archiviert");
    expect(await store.subscriptions.untold("slack")).toEqual([]);
  });

  it("leaves it to the next start too when the process ends before the message is taken", async () => {
    const { closed, manage, told, next } = await aPlatform({ hangs: true });
    await manage("subscribe", managing());
    await closed("slack", "C0000001", "archived");
    await next().tellRest("slack");
    expect(told).toHaveLength(1);
  });

  it("tells nobody of a pause that somebody has ended meanwhile", async () => {
    const { closed, manage, told, next } = await aPlatform({ deaf: true });
    await manage("subscribe", managing());
    await closed("slack", "C0000001", "archived");
    await manage("resume", managing());
    await next().tellRest("slack");
    expect(told).toEqual([]);
  });

  it("tells nobody of a channel that nobody subscribed", async () => {
    const { closed, told } = await aPlatform();
    await closed("slack", "C9", "archived");
    expect(told).toEqual([]);
  });
});

/** A platform that keeps what it was to tell; the first process may be `deaf`, or end while it tells. */
async function aPlatform({ deaf = false, hangs = false } = {}) {
  const store = await ownStore();
  const told: Array<[person: string, told: Told]> = [];
  const { subscriptions } = store;
  const clock = { now: () => NOW };
  const shared = { subscriptions, knowledge: () => knowledge, clock, log: createLog("silent") };
  const telling = async (person: string, message: Told) => {
    told.push([person, message]);
    return true;
  };
  const failing = () => (hangs ? new Promise<boolean>(() => undefined) : Promise.resolve(false));
  const process = (tell: typeof telling) => createClosedChannels(shared, { command: "/rollcall", tell });
  const { closed } = process(deaf || hangs ? failing : telling);
  return { closed, told, store, manage: manageOver(store, knowledge), next: () => process(telling) };
}
