import { describe, expect, it } from "vitest";
import { createLog } from "../../adapters/log.ts";
import { createClosedChannels } from "../../adapters/subscriptions/closed-channels.ts";
import { createManage } from "../../adapters/subscriptions/manage.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { destinationsOf } from "../../src/subscriptions/destinations.ts";
import { clockAt, dispatcherOn, NOW, pass } from "../announcements/dispatching.ts";
import { memoryPlatform } from "../announcements/memory-platform.ts";
import { openEngine } from "../questions/engine.ts";
import { knowledgeOf, queueNews, rewordingBy } from "../store/queue-news.ts";
import { managing, ownStore, settingsOver, wordsOf } from "./managing.ts";

const { knowledge } = await openEngine();
const HERE = "C0000001";
const THERE = "C0000002";
const HOUR = 3_600_000;
/** Of the dispatcher in these tests; three seconds in a bot. */
const BEAT = 10 * 60_000;

describe("what channels ask for", () => {
  it("brings each exactly the kinds of news that it named", async () => {
    const { say, news, passed, texts } = await aBot();
    await say("subscribe new signatories");
    await say("subscribe milestones", THERE);
    await news(2);
    await passed(HOUR);
    expect(texts(HERE)).toEqual([expect.stringMatching(/^en: accession-NO-\w+$/)]);
    expect(texts(THERE)).toEqual([]);
  });

  it("wins over the queue: nothing comes after an unsubscription, though it waited", async () => {
    const { say, news, passed, texts, store } = await aBot();
    for (const channel of [HERE, THERE]) await say("subscribe", channel);
    await news(2, 60_000);
    await say("unsubscribe");
    await passed(HOUR);
    expect([texts(HERE).length, texts(THERE).length]).toEqual([0, 1]);
    const [dead] = await store.outbox.inState(["dead"]);
    expect(dead).toMatchObject({ channel: HERE, state: { reason: "unsubscribed" } });
  });

  it("lets a pause come first, and follow one summary of all that came meanwhile", async () => {
    const { say, news, passed, texts } = await aBot();
    await say("subscribe");
    await say("pause 3h");
    for (const countries of [2, 3, 4]) {
      await news(countries);
      await passed(HOUR / 2);
    }
    expect(texts(HERE)).toEqual([]);
    await passed(2 * HOUR);
    expect(texts(HERE)).toEqual([expect.stringMatching(/accession-NO-.*accession-FI-.*accession-SE-/)]);
  });

  it("is told in the language of the time of posting, also what was queued before in another", async () => {
    const { say, news, passed, texts, store } = await aBot();
    for (const channel of [HERE, THERE]) await say("subscribe", channel);
    await news(2, 60_000);
    await say("subscribe in German");
    await passed(HOUR);
    expect(texts(HERE)).toEqual([expect.stringMatching(/^de: accession-NO-\w+$/)]);
    expect(texts(THERE)).toEqual([expect.stringMatching(/^en: accession-NO-\w+$/)]);
    expect(await store.outbox.counts()).toEqual([{ platform: "slack", state: "sent", count: 2 }]);
  });

  it("changes its words once for each change of language, and keeps a pause", async () => {
    const { say, news, passed, texts } = await aBot();
    await say("subscribe");
    await news(2, 60_000);
    await say("pause 3h");
    await passed(HOUR);
    for (const language of ["French", "German", "French"]) await say(`subscribe in ${language}`);
    await passed(HOUR);
    expect(texts(HERE)).toEqual([]);
    await passed(2 * HOUR);
    expect(texts(HERE)).toEqual([expect.stringMatching(/^fr: accession-NO-\w+$/)]);
  });

  it("keeps its words when the process that hears of the language has an older knowledge", async () => {
    const { say, news, passed, texts, fallBehind } = await aBot();
    await say("subscribe");
    await news(2, 60_000);
    fallBehind();
    await say("subscribe in German");
    await passed(HOUR);
    expect(texts(HERE)).toEqual([expect.stringMatching(/^en: accession-NO-\w+$/)]);
  });

  it("ends a pause at the next beat when somebody resumes", async () => {
    const { say, news, passed, texts } = await aBot();
    await say("subscribe");
    await say("pause");
    await news(2);
    await passed(5 * HOUR);
    expect(texts(HERE)).toEqual([]);
    await say("resume");
    await passed(BEAT);
    expect(texts(HERE)).toHaveLength(1);
  });

  it("pauses a channel that was closed, tells its subscriber once, and goes on when it is open again", async () => {
    const { say, news, passed, texts, closed, told } = await aBot();
    for (const channel of [HERE, THERE]) await say("subscribe", channel);
    closed.add(HERE);
    await news(2);
    await passed(HOUR);
    await news(3);
    await passed(HOUR);
    expect(told).toEqual([`U1 ${HERE}`]);
    expect(await say("subscriptions")).toContain("because posting failed: The channel is archived");
    expect([texts(HERE).length, texts(THERE).length]).toEqual([0, 2]);
    closed.delete(HERE);
    await say("resume");
    await passed(BEAT);
    expect(texts(HERE)).toEqual([expect.stringMatching(/^en: accession-FI-\w+$/)]);
  });
});

/** A bot over a real store, with a platform in memory and a clock moved by hand. */
async function aBot() {
  const store = await ownStore();
  const clock = clockAt();
  const platform = memoryPlatform();
  const closed = new Set<string>();
  const told: string[] = [];
  const shared = { subscriptions: store.subscriptions, knowledge: () => knowledge, clock };
  let known = knowledgeOf(1);
  const manage = createManage({
    ...{ ...shared, fixed: [], settings: settingsOver(store), log: createLog("silent") },
    isQuestion: () => true,
    rewording: () => rewordingBy(known, clock.now()),
  });
  const { closed: onClosed } = createClosedChannels(
    { ...shared, log: createLog("silent") },
    {
      command: "/rollcall",
      async tell(person, { channel }) {
        told.push(`${person} ${channel}`);
        return true;
      },
    },
  );
  const poster: Poster = {
    ...platform,
    async send(dispatch) {
      if (!closed.has(dispatch.channel)) return platform.send(dispatch);
      return { kind: "failed", reason: "is_archived", lasting: true, closed: "archived" };
    },
  };
  const dispatcher = dispatcherOn({ store, poster, scheduler: clock, closed: onClosed });
  /** Announces knowledge with so many countries; at first it is adopted in silence. */
  const news = async (countries: number, holdMs = 0) => {
    const now = clock.now();
    const destinations = destinationsOf([], await store.subscriptions.ofWorkspace("slack", "T1"), now);
    known = knowledgeOf(countries);
    await queueNews(store, known, destinations, { now, dueAt: now + holdMs });
    dispatcher.wake();
  };
  await queueNews(store, known, [], { now: NOW });
  return {
    store,
    closed,
    told,
    news,
    passed: (ms: number) => pass(clock, ms, dispatcher),
    say: async (text: string, channel = HERE) => wordsOf(await manage(text, managing({ channel }))),
    /** From now on this process has an older knowledge than the store has seen. */
    fallBehind() {
      known = knowledgeOf(1);
    },
    texts: (channel: string) =>
      platform.posted.filter((post) => post.channel === channel).map(({ text }) => text),
  };
}
