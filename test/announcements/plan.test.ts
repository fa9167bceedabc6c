import { describe, expect, it } from "vitest";
import { changes, type Ledger } from "../../src/announcements/ledger.ts";
import { type Destination, deliveryId, type PlanContext, planNews } from "../../src/announcements/plan.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { aDestination, aKnowledge, aSignatory, wordPlainly } from "./knowledge-fixture.ts";

const latvia = aSignatory("LV", "2018-09-26");
const norway = aSignatory("NO", "2019-06-14");
const finland = aSignatory("FI", "2018-05-02");
const slack = aDestination("slack", "C0000001");
const discord = aDestination("discord", "1100000000");
const before = aKnowledge([latvia]);

describe("planNews", () => {
  it("makes one post of one event for all channels of a language", () => {
    const { posts, skips } = plan(ledgerOf(before), aKnowledge([latvia, norway]));
    expect(posts).toHaveLength(1);
    expect(posts[0]?.destinations).toEqual([slack, discord]);
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
    expect(posts[0]?.destinations).toEqual([slack]);
    expect(skips).toMatchObject([{ destination: discord, reason: "platform-off" }]);
  });

  it("says when no channel wants the news", () => {
    const found = plan(ledgerOf(before), aKnowledge([latvia, norway]), { destinations: [] });
    expect(found).toMatchObject({ posts: [], skips: [{ reason: "no-destination" }] });
  });

  it("has one hash for the same posts, and another for others", () => {
    const hash = (knowledge: KnowledgeBase) => plan(ledgerOf(before), knowledge).hash;
    expect(hash(aKnowledge([latvia, norway]))).toBe(hash(aKnowledge([latvia, norway])));
    expect(hash(aKnowledge([latvia, norway]))).not.toBe(hash(aKnowledge([latvia, finland])));
  });

  it("takes back what was queued and does not hold any more, when a curator removes it", () => {
    const [event] = eventsOf(ledgerOf(before), aKnowledge([latvia, norway]));
    if (!event) throw new Error("no news");
    const ledger = { ...ledgerOf(aKnowledge([latvia, norway])), seen: [before.hash, "later"] };
    const untried = [{ number: 1, news: [event] as const }];
    const after = planNews({ ledger, untried, subscriptions: [] }, context(before, { reloaded: true }));
    expect(after.takenBack.map(({ number }) => number)).toEqual([1]);
    const replica = planNews({ ledger, untried, subscriptions: [] }, context(before, { reloaded: false }));
    expect(replica.takenBack).toEqual([]);
  });

  it("replaces what was queued and was mended before it was posted", () => {
    const [event] = eventsOf(ledgerOf(before), aKnowledge([latvia, norway]));
    if (!event) throw new Error("no news");
    const ledger = ledgerOf(aKnowledge([latvia, norway]));
    const mended = aKnowledge([latvia, aSignatory("NO", "2019-06-15")]);
    const found = planNews(
      { ledger, untried: [{ number: 1, news: [event] }], subscriptions: [] },
      context(mended),
    );
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
  const destinations: readonly Destination[] = [slack, discord];
  const platforms = new Set(["slack", "discord"]);
  return { knowledge, reloaded: false, destinations, platforms, word: wordPlainly, ...more };
}

function plan(ledger: Ledger, knowledge: KnowledgeBase, more: Partial<PlanContext> = {}) {
  return planNews({ ledger, untried: [], subscriptions: [] }, context(knowledge, more));
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
