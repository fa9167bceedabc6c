import { describe, expect, it } from "vitest";
import { openStore } from "../../adapters/store/open-store.ts";
import { inMatrix } from "../fault-matrix/in-matrix.ts";
import { type Cut, cuttingProxy } from "../postgresql/cutting-proxy.ts";
import { emptySchema, POSTGRESQL } from "../postgresql/database.ts";
import { CHANNELS, clockAt, dispatcherOn, pass, queueMore } from "./dispatching.ts";
import { memoryPlatform } from "./memory-platform.ts";

const HOUR = 60 * 60_000;
const CUTS: readonly Cut[] = ["before the commit", "after the commit"];

describe("a connection to PostgreSQL that is lost", { timeout: 180_000 }, () => {
  for (const cut of CUTS) {
    it(`${cut}, whichever it is, loses nothing, doubles nothing, and leaves nothing in doubt`, async (context) => {
      const checked = `at each commit, ${cut}: each post once, none in doubt`;
      inMatrix(context, { fault: "connection to the store lost", where: "postgresql", checked });
      if (!POSTGRESQL) context.skip("no PostgreSQL server here");
      const { commits } = await dispatched(0, cut);
      expect(commits).toBeGreaterThan(3);
      for (let at = 1; at <= commits; at += 1) {
        const { platform, looks, counts } = await dispatched(at, cut);
        for (const channel of CHANNELS) {
          const posted = platform.references(channel);
          expect(posted, `cut at commit ${at}`).toHaveLength(2);
          expect(new Set(posted).size, `cut at commit ${at}`).toBe(2);
        }
        expect(counts).toEqual([{ platform: "slack", state: "sent", count: 6 }]);
        expect(looks, `cut at commit ${at}`).toBe(0);
      }
    });

    it(`as the server stops ${cut} and is gone for half an hour, loses nothing and doubles nothing`, async (context) => {
      const checked = `gone for half an hour, ${cut}: each post once, none meanwhile`;
      inMatrix(context, { fault: "connection to the store lost", where: "postgresql", checked });
      if (!POSTGRESQL) context.skip("no PostgreSQL server here");
      const { commits } = await dispatched(0, cut);
      for (let at = 1; at <= commits; at += 3) {
        const { platform, counts, unposted } = await dispatched(at, cut, true);
        for (const channel of CHANNELS) {
          const posted = platform.references(channel);
          expect(posted, `stopped at commit ${at}`).toHaveLength(2);
          expect(new Set(posted).size, `stopped at commit ${at}`).toBe(2);
        }
        expect(counts).toEqual([{ platform: "slack", state: "sent", count: 6 }]);
        expect(unposted, `nothing posted meanwhile, stopped at commit ${at}`).toBe(true);
      }
    });
  }
});

/** Brings two posts to each channel over a connection that is cut at a commit; 0 is never. */
async function dispatched(at: number, cut: Cut, stops = false) {
  const { url } = await emptySchema();
  const proxy = await cuttingProxy(url);
  const store = await openStore(proxy.address);
  for (const post of [0, 1, 2]) await queueMore(store, post);
  const platform = memoryPlatform();
  let looks = 0;
  const poster = {
    ...platform,
    find: (...given: Parameters<typeof platform.find>) => {
      looks += 1;
      return platform.find(...given);
    },
  };
  const before = proxy.commits();
  if (at > 0) (stops ? proxy.stopAt : proxy.cutAt)(at, cut);
  const clock = clockAt();
  const dispatcher = dispatcherOn({ store, poster, scheduler: clock });
  await dispatcher.quiet();
  const posted = platform.posted.length;
  await pass(clock, HOUR / 2, dispatcher);
  const unposted = platform.posted.length === posted;
  proxy.comeBack();
  await pass(clock, HOUR, dispatcher);
  await dispatcher.stop();
  const commits = proxy.commits() - before;
  const counts = await store.outbox.counts();
  await store.close();
  await proxy.stop();
  return { platform, looks, commits, counts, unposted };
}
