import { describe, expect, it } from "vitest";
import type { Destination } from "../../src/announcements/destination.ts";
import { type AnnouncementEvent, withdrawal } from "../../src/announcements/event.ts";
import { changes, type Ledger } from "../../src/announcements/ledger.ts";
import { createPlanner } from "../../src/announcements/plan.ts";
import type { PlanContext } from "../../src/announcements/plan-context.ts";
import { deliveryId } from "../../src/announcements/plan-posts.ts";
import { createTotals } from "../../src/announcements/plan-totals.ts";
import type { ChannelPage, Ground } from "../../src/announcements/situation.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { aCountry, aDay, aDestination, aKnowledge, aSignatory, wordPlainly } from "./knowledge-fixture.ts";

const latvia = aSignatory("LV", "2018-09-26");
const norway = aSignatory("NO", "2019-06-14");
const finland = aSignatory("FI", "2018-05-02");
const slack = aDestination("slack", "C0000001");
const discord = aDestination("discord", "1100000000");
const before = aKnowledge([latvia]);

const NOTHING: AnnouncementEvent = withdrawal(aCountry("NO"), aDay("2026-01-01"));

describe("a plan", () => {
  it("makes one post of one event for all channels of a language", () => {
    const { posts, skips } = plan(ledgerOf(before), aKnowledge([latvia, norway]));
    expect(posts).toHaveLength(1);
    expect(channelsOf(posts[0])).toEqual(["slack C0000001", "discord 1100000000"]);
    expect(posts[0]?.post.reference).toMatch(/^rc-[0-9a-f]{10}$/);
    expect(skips).toEqual([]);
  });

  it("makes one summary of several events, never a storm", () => {
    const { posts } = plan(ledgerOf(before), aKnowledge([latvia, norway, finland]));
    expect(posts.map(({ news }) => news.map(({ kind }) => kind))).toEqual([["accession", "accession"]]);
  });

  it("says that a first start adopts in silence", () => {
    const empty = { ...ledgerOf(before), seen: [] };
    expect(plan(empty, before)).toMatchObject({ posts: [], skips: [{ reason: "first-start" }] });
  });

  it("says that a superseded knowledge has no news", () => {
    const ledger = { ...ledgerOf(before), seen: [before.hash, "later"] };
    expect(plan(ledger, before)).toMatchObject({ posts: [], skips: [{ reason: "superseded" }] });
  });

  it("names each channel whose platform has no token", () => {
    const { posts, skips } = plan(ledgerOf(before), aKnowledge([latvia, norway]), {
      platforms: new Set(["slack"]),
    });
    expect(channelsOf(posts[0])).toEqual(["slack C0000001"]);
    expect(skips).toMatchObject([{ channels: [{ platform: "discord" }], reason: "platform-off" }]);
  });

  it("says when no channel wants the news", () => {
    const found = plan(ledgerOf(before), aKnowledge([latvia, norway]), { fixed: [] });
    expect(found).toMatchObject({ posts: [], skips: [{ reason: "no-destination" }] });
  });

  it("has one hash for the same posts, and another for others", () => {
    const hash = (knowledge: KnowledgeBase) => plan(ledgerOf(before), knowledge).hash;
    expect(hash(aKnowledge([latvia, norway]))).toBe(hash(aKnowledge([latvia, norway])));
    expect(hash(aKnowledge([latvia, norway]))).not.toBe(hash(aKnowledge([latvia, finland])));
  });

  it("takes back what was queued and does not hold any more, when a curator removes it", () => {
    const event = newsOf(aKnowledge([latvia, norway]));
    const ledger = { ...ledgerOf(aKnowledge([latvia, norway])), seen: [before.hash, "later"] };
    const situation = waiting(ledger, [event]);
    const after = planNews(situation, context(before, { reloaded: true }));
    expect(after.takenBack.map(({ id }) => id)).toEqual([event.id]);
    expect(after.removed).toBe(1);
    const replica = planNews(situation, context(before, { reloaded: false }));
    expect([replica.takenBack, replica.removed]).toEqual([[], 0]);
  });

  it("replaces what was queued and was mended before it was posted", () => {
    const event = newsOf(aKnowledge([latvia, norway]));
    const mended = aKnowledge([latvia, aSignatory("NO", "2019-06-15")]);
    const found = planNews(waiting(ledgerOf(aKnowledge([latvia, norway])), [event]), context(mended));
    expect(found.posts.map(({ news }) => news.map(({ kind }) => kind))).toEqual([["accession"]]);
  });
});

describe("deliveryId", () => {
  it("is a nonce that Discord takes, and differs from channel to channel", () => {
    const ids = [slack, discord, aDestination("slack", "C0000002")].map((to) => deliveryId("p1", to));
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[\w-]{25}$/);
  });
});

function context(knowledge: KnowledgeBase, more: Partial<PlanContext> = {}): PlanContext {
  const fixed: readonly Destination[] = [slack, discord];
  const platforms = new Set(["slack", "discord"]);
  return { knowledge, reloaded: false, fixed, now: 0, platforms, word: wordPlainly, ...more };
}

function plan(ledger: Ledger, knowledge: KnowledgeBase, more: Partial<PlanContext> = {}) {
  return planNews(waiting(ledger, []), context(knowledge, more));
}

/** What the store tells when `news` waits untried in the Slack channel. */
function waiting(ledger: Ledger, news: readonly AnnouncementEvent[]): Ground & ChannelPage {
  const post = { ...wordPlainly(before, [news[0] ?? NOTHING], slack.language), reference: "rc-1" };
  const delivery = { id: "d1", ...{ platform: slack.platform, channel: slack.channel } };
  const stored = { id: "p1", news, language: slack.language, post };
  const deliveries = [{ ...delivery, action: "post", target: null, held: null } as const];
  const untried = news.length > 0 ? [{ ...stored, deliveries }] : [];
  const page = { channels: [slack, discord], wishes: [], untried, published: [] };
  return { ledger, waiting: news, tried: new Set(), ...page };
}

/** What follows when the store tells all of it at once. */
function planNews(situation: Ground & ChannelPage, given: PlanContext) {
  const planner = createPlanner(given);
  const decision = planner.decide(situation);
  const totals = createTotals(decision, planner.named);
  if (decision.concernsChannels) totals.add(planner.plan(decision, situation));
  return totals.plan();
}

function newsOf(knowledge: KnowledgeBase): AnnouncementEvent {
  const [event] = eventsOf(ledgerOf(before), knowledge);
  if (!event) throw new Error("no news");
  return event;
}

function channelsOf(post: ReturnType<typeof planNews>["posts"][number] | undefined): string[] {
  return (post?.to ?? []).map(({ platform, channel }) => `${platform} ${channel}`);
}

function eventsOf(ledger: Ledger, knowledge: KnowledgeBase) {
  const found = changes(ledger, knowledge);
  return found.kind === "in-force" ? found.events : [];
}

function ledgerOf(knowledge: KnowledgeBase): Ledger {
  const facts = [...knowledge.signatories.values()];
  return {
    seen: [knowledge.hash],
    signatures: new Map(facts.map((signatory) => [signatory.country, { facts: signatory, revision: 1 }])),
    withdrawals: new Map(),
    milestones: new Map(),
  };
}
