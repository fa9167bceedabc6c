import { describe, expect, it } from "vitest";
import { createLog } from "../../../adapters/log.ts";
import { openStore } from "../../../adapters/store/open-store.ts";
import type { Store } from "../../../adapters/store/store.ts";
import { createClosedChannels } from "../../../adapters/subscriptions/closed-channels.ts";
import { createManage } from "../../../adapters/subscriptions/manage.ts";
import { inMatrix } from "../../fault-matrix/in-matrix.ts";
import { openEngine } from "../../questions/engine.ts";
import { knowledgeOf, queueNews, rewordingBy } from "../../store/queue-news.ts";
import { emptyFiles } from "../../store/temp-folder.ts";
import { managing, settingsOver } from "../../subscriptions/managing.ts";
import { clockAt, dispatcherOn, NOW, pass } from "../dispatching.ts";
import { aDestination } from "../knowledge-fixture.ts";
import { ARENAS, type Arena, CLOSED, type Trouble } from "./arena.ts";

const HOUR = 60 * 60_000;
const POSTS = 2;
const TROUBLES: readonly Trouble[] = [
  "429 with Retry-After",
  "429 without Retry-After",
  "429 for the whole bot",
  "500",
  "502",
  "dropped before it was stored",
  "dropped after it was stored",
  "hangs past the timeout",
  "token revoked",
];
const { knowledge } = await openEngine();
const emptyFile = await emptyFiles();

for (const platform of ["slack", "discord"] as const) {
  describe.concurrent(`a wish of a channel in ${platform} while posting fails`, { timeout: 60_000 }, () => {
    for (const trouble of TROUBLES) {
      it(`wins over what waits to be unsubscribed: ${trouble}`, async (context) => {
        inMatrix(context, {
          fault: trouble,
          where: platform,
          checked: "unsubscribed meanwhile: nothing more posted there",
        });
        const scene = await metBy(platform, trouble);
        if (!scene) return context.skip(`${platform} has no such thing`);
        const { first, second, say, passed, untouched } = scene;
        await say("unsubscribe all");
        const isUntouched = untouched(first);
        await passed(2 * HOUR);
        isUntouched();
        const stands = scene.arena.shown(first).length;
        const [dead, others] = await scene.end();
        expect(dead).toEqual(Array(POSTS - stands).fill(`${first} unsubscribed`));
        expect(others).toBe(0);
        expect(scene.arena.shown(second)).toHaveLength(POSTS);
      });

      it(`holds all back in a pause, and then brings each once and in order: ${trouble}`, async (context) => {
        const checked = "paused meanwhile: nothing posted, then each once and in order";
        inMatrix(context, { fault: trouble, where: platform, checked });
        const scene = await metBy(platform, trouble);
        if (!scene) return context.skip(`${platform} has no such thing`);
        const { first, second, say, passed, untouched } = scene;
        await say("pause");
        const isUntouched = untouched(first);
        await passed(2 * HOUR);
        isUntouched();
        await say("resume");
        await passed(2 * HOUR);
        expect(await scene.end()).toEqual([[], 0]);
        expect(scene.arena.shown(second)).toHaveLength(POSTS);
        expect(scene.arena.shown(first)).toEqual(scene.arena.shown(second));
      });
    }

    for (const trouble of CLOSED) {
      it(`is kept when the channel closes: nothing is tried until somebody resumes it: ${trouble}`, async (context) => {
        const checked = "paused with a reason, no try until it is resumed, then the rest";
        inMatrix(context, { fault: trouble, where: platform, checked });
        const scene = await metBy(platform, trouble);
        if (!scene) throw new Error("Both platforms have such a thing.");
        const { first, second, say, passed, untouched, store } = scene;
        expect((await store.subscriptions.of(platform, first))?.pause?.reason).toEqual(expect.any(String));
        const isUntouched = untouched(first);
        await passed(2 * HOUR);
        isUntouched();
        await say("resume");
        await passed(2 * HOUR);
        const [dead, others] = await scene.end();
        expect(dead).toEqual([expect.stringMatching(new RegExp(`^${first} \\S.{10}`))]);
        expect(others).toBe(0);
        expect(scene.arena.shown(first)).toEqual(scene.arena.shown(second).slice(1));
      });
    }
  });
}

/** Two channels that subscribed, two posts for each, and a trouble that has met the first post to the first one. */
async function metBy(platform: "slack" | "discord", trouble: Trouble) {
  const arena = await ARENAS[platform]();
  const [first, second] = arena.channels;
  const isForAll = trouble === "429 for the whole bot" || trouble === "token revoked";
  if (!arena.fail(trouble, 1, isForAll ? undefined : first)) return arena.close().then(() => null);
  const store = await openStore(emptyFile());
  const clock = clockAt();
  const { subscriptions } = store;
  const manage = createManage({
    ...{ subscriptions, fixed: [], knowledge: () => knowledge, clock, log: createLog("silent") },
    isQuestion: () => true,
    rewording: () => rewordingBy(knowledge, clock.now()),
    settings: settingsOver(store),
  });
  const say = async (text: string, channel: string = first) => {
    await manage(text, managing({ platform, channel }));
  };
  for (const channel of [first, second]) await say("subscribe all", channel);
  await queueAll(store, platform, [first, second]);
  const log = createLog("silent");
  const running = { tell: async () => true, command: "/rollcall" };
  const { closed } = createClosedChannels({ subscriptions, knowledge: () => knowledge, clock, log }, running);
  const poster = arena.poster;
  const dispatcher = dispatcherOn({ platform, store, poster, scheduler: clock, closed, window: 1 });
  await dispatcher.quiet();
  return {
    ...{ arena, store, first, second, say },
    passed: (ms: number) => pass(clock, ms, dispatcher),
    untouched: (channel: string) => unchanged(arena, channel),
    /** Reasons of what was given up, and how much is neither that nor sent. */
    async end(): Promise<[string[], number]> {
      await dispatcher.stop();
      const dead = (await store.outbox.inState(["dead"])).map(
        ({ channel, state }) => `${channel} ${state.kind === "dead" ? state.reason : ""}`,
      );
      const open = (await store.outbox.counts()).filter(({ state }) => state !== "sent" && state !== "dead");
      await store.close();
      await arena.close();
      return [dead, open.length];
    },
  };
}

async function queueAll(store: Store, platform: string, channels: readonly string[]): Promise<void> {
  const destinations = channels.map((channel) => aDestination(platform, channel));
  for (let known = 1; known <= POSTS + 1; known += 1) {
    await queueNews(store, knowledgeOf(known), destinations, { now: NOW, apart: true });
  }
}

/** From now on nothing is written there: not even tried. */
function unchanged(arena: Arena, channel: string): () => void {
  const before = [arena.writes(channel), arena.shown(channel)];
  return () => expect([arena.writes(channel), arena.shown(channel)]).toEqual(before);
}
