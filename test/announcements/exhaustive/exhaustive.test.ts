import { describe, expect, it } from "vitest";
import { afterAttempt, afterCrash, afterLook } from "../../../src/announcements/delivery.ts";
import { search } from "./search.ts";
import { startWith } from "./state.ts";
import type { Rules } from "./steps.ts";

const OURS: Rules = {
  ...{ afterAttempt, afterCrash, afterLook },
  ...{ sendsLate: false, checksRow: true, knowsItsOwn: true },
};
const PATIENCE_MS = 300_000;

/** One post or two, deaths of processes, and steps from the start. */
const SEARCHES: ReadonlyArray<[deliveries: 1 | 2, crashes: number, depth: number]> = [
  [1, 0, 32],
  [1, 2, 20],
  [2, 1, 18],
];

describe("two processes, one platform, and all that can happen between them", () => {
  for (const [deliveries, crashes, depth] of SEARCHES) {
    const what = `${deliveries} posts, ${crashes} crashes, ${depth} steps`;
    it(`never double, lose, reorder or send unwanted posts: ${what}`, { timeout: PATIENCE_MS }, () => {
      const found = search(startWith(deliveries, crashes), OURS, depth);
      process.stderr.write(`exhaustive search, ${what}: ${found.states} states\n`);
      expect(found).toMatchObject({ violation: null, lost: null });
      expect(found.states).toBeGreaterThan(5_000);
    });
  }
});

const BROKEN: ReadonlyArray<[what: string, rules: Partial<Rules>, violation: string]> = [
  [
    "posts again what may be there",
    {
      afterAttempt: (sending, outcome, now, policy) =>
        outcome.kind === "in-doubt"
          ? { kind: "queued", dueAt: now, attempts: sending.state.attempts }
          : afterAttempt(sending, outcome, now, policy),
    },
    "a post stands there twice",
  ],
  [
    "posts again what it could not look for",
    {
      afterLook: (state, sighting, now, policy) =>
        afterLook(state, sighting.kind === "unreadable" ? { kind: "absent" } : sighting, now, policy),
    },
    "a post stands there twice",
  ],
  [
    "looks as soon as a process has died",
    {
      afterCrash: (sending, now, policy) => {
        const next = afterCrash(sending, now, policy);
        return next.kind === "in-doubt" ? { ...next, lookAt: now } : next;
      },
    },
    "a post stands there twice",
  ],
  ["writes a request however late", { sendsLate: true }, "a request was written under an old epoch"],
  ["settles what is another's by now", { checksRow: false }, "a post"],
];

describe("the search", () => {
  for (const [what, rules, wrong] of BROKEN) {
    it(`finds what goes wrong when a process ${what}`, { timeout: PATIENCE_MS }, () => {
      const { violation } = search(startWith(1, 1), { ...OURS, ...rules }, 26);
      expect(violation?.what).toContain(wrong);
    });
  }

  it("finds what is lost when a process takes another's send for its own", { timeout: PATIENCE_MS }, () => {
    expect(search(startWith(1, 0), { ...OURS, knowsItsOwn: false }, 20).lost).not.toBeNull();
  });
});
