import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterAttempt,
  afterCrash,
  afterLook,
  type DeliveryState,
  dueAt,
  type InDoubt,
  type Sending,
} from "../../src/announcements/delivery.ts";
import type { Outcome } from "../../src/announcements/outcome.ts";
import { RETRY } from "../../src/announcements/retry-policy.ts";

const NOW = 1_790_000_000_000;
const sending = (attempts: number): Sending => ({ kind: "sending", begunAt: NOW - 200, epoch: 1, attempts });
const posting = (attempts: number) => ({ state: sending(attempts), action: { kind: "post" } as const });
const editing = (attempts: number) => ({
  state: sending(attempts),
  action: { kind: "edit", target: "d1", messageId: "m1" } as const,
});
/** From the beginning of a send until nothing of it can be under way any more. */
const OVER_AFTER_MS = RETRY.sendWithinMs + RETRY.replyWithinMs + RETRY.lookAfterMs;
const doubt = (looks: number, attempts = 0): InDoubt => ({
  kind: "in-doubt",
  begunAt: NOW - 6_000,
  attempts,
  looks,
  lookAt: NOW,
  reason: "lost",
});

describe("afterAttempt", () => {
  const CASES: ReadonlyArray<[what: string, attempts: number, outcome: Outcome, state: DeliveryState]> = [
    [
      "keeps the id of a message that was sent",
      3,
      { kind: "sent", messageId: "m1" },
      { kind: "sent", at: NOW, messageId: "m1" },
    ],
    [
      "waits as long as the platform asks, and does not count the attempt",
      2,
      { kind: "busy", retryAfterMs: 30_000 },
      { kind: "waiting", until: NOW + 30_000, attempts: 2, reason: "rate limit" },
    ],
    [
      "waits a second after the first failure",
      0,
      { kind: "failed", reason: "502", lasting: false },
      { kind: "waiting", until: NOW + 1_000, attempts: 1, reason: "502" },
    ],
    [
      "waits twice as long after each failure",
      4,
      { kind: "failed", reason: "502", lasting: false },
      { kind: "waiting", until: NOW + 16_000, attempts: 5, reason: "502" },
    ],
    [
      "waits ten minutes at most",
      20,
      { kind: "failed", reason: "502", lasting: false },
      { kind: "waiting", until: NOW + 600_000, attempts: 21, reason: "502" },
    ],
    [
      "gives up after the last attempt",
      RETRY.maxAttempts - 1,
      { kind: "failed", reason: "502", lasting: false },
      { kind: "dead", at: NOW, reason: "502" },
    ],
    [
      "gives up at once where trying again cannot help",
      0,
      { kind: "failed", reason: "channel_not_found", lasting: true },
      { kind: "dead", at: NOW, reason: "channel_not_found" },
    ],
    [
      "looks into the channel when the reply was lost",
      1,
      { kind: "in-doubt", reason: "timeout" },
      {
        kind: "in-doubt",
        begunAt: NOW - 200,
        attempts: 1,
        looks: 0,
        lookAt: NOW + RETRY.lookAfterMs,
        reason: "timeout",
      },
    ],
  ];
  for (const [what, attempts, outcome, state] of CASES) {
    it(what, () => expect(afterAttempt(posting(attempts), outcome, NOW)).toEqual(state));
  }
});

describe("an edit, which does no more when it is done twice", () => {
  it("is done again when its reply was lost", () => {
    const state = afterAttempt(editing(2), { kind: "in-doubt", reason: "timeout" }, NOW);
    expect(state).toEqual({ kind: "waiting", until: NOW + 4_000, attempts: 3, reason: "timeout" });
  });

  it("is done again when its process died", () => {
    expect(afterCrash(editing(0), NOW)).toMatchObject({
      kind: "waiting",
      until: NOW + OVER_AFTER_MS,
    });
  });
});

describe("a refused token", () => {
  it("lets deliveries wait, however long it takes: none is given up for it", () => {
    const refused = { kind: "failed", reason: "token_revoked", lasting: true, concerns: "platform" } as const;
    const state = afterAttempt(posting(RETRY.maxAttempts - 1), refused, NOW);
    const until = NOW + RETRY.refusedMs;
    expect(state).toEqual({
      ...{ kind: "waiting", until, attempts: RETRY.maxAttempts - 1 },
      reason: "token_revoked",
    });
  });
});

describe("afterLook", () => {
  it("takes a post that is found for sent", () => {
    const state = afterLook(doubt(0), { kind: "found", messageId: "m1" }, NOW);
    expect(state).toEqual({ kind: "sent", at: NOW, messageId: "m1" });
  });

  it("queues again, and counts an attempt, only when the post is certainly absent", () => {
    const state = afterLook(doubt(0, 3), { kind: "absent" }, NOW);
    expect(state).toEqual({ kind: "queued", dueAt: NOW, attempts: 4 });
  });

  it("looks again, later each time, when the channel cannot be read", () => {
    const state = afterLook(doubt(2), { kind: "unreadable", reason: "missing_scope" }, NOW);
    expect(state).toEqual({ ...doubt(3), lookAt: NOW + RETRY.lookAfterMs * 4, reason: "missing_scope" });
  });

  it("leaves it to an operator after the last look, and never posts again by itself", () => {
    const state = afterLook(doubt(RETRY.maxLooks - 1), { kind: "unreadable", reason: "missing_scope" }, NOW);
    expect(state.kind).toBe("in-doubt");
    expect(dueAt(state)).toBeNull();
  });
});

describe("afterCrash", () => {
  it("gives a request that may still be on its way time to arrive", () => {
    expect(afterCrash(posting(0), NOW)).toMatchObject({ lookAt: NOW + OVER_AFTER_MS });
  });

  it("gives it as much time where the clock of the process that sent it was far behind, or ahead", () => {
    for (const now of [NOW + 60_000, NOW - 60_000]) {
      expect(afterCrash(posting(0), now)).toMatchObject({ lookAt: now + OVER_AFTER_MS });
    }
  });
});

const outcomes = fc.oneof(
  fc.record({ kind: fc.constant("busy" as const), retryAfterMs: fc.nat(60_000) }),
  fc.record({ kind: fc.constant("failed" as const), reason: fc.string(), lasting: fc.boolean() }),
  fc.record({ kind: fc.constant("in-doubt" as const), reason: fc.string() }),
);

describe("the retry policy", () => {
  it("never makes a next step due in the past, and never retries without proof", () => {
    fc.assert(
      fc.property(fc.nat(RETRY.maxAttempts), outcomes, (attempts, outcome) => {
        const state = afterAttempt(posting(attempts), outcome, NOW);
        expect(dueAt(state) ?? NOW).toBeGreaterThanOrEqual(NOW);
        if (outcome.kind === "in-doubt") expect(state.kind).toBe("in-doubt");
      }),
    );
  });

  it("comes to an end whatever the platform does, as long as it does not only ask to wait", () => {
    const failure: Outcome = { kind: "failed", reason: "502", lasting: false };
    let state: DeliveryState = { kind: "queued", dueAt: NOW, attempts: 0 };
    let steps = 0;
    while ("attempts" in state && steps <= RETRY.maxAttempts) {
      state = afterAttempt(posting(state.attempts), failure, NOW);
      steps += 1;
    }
    expect(state.kind).toBe("dead");
    expect(steps).toBe(RETRY.maxAttempts);
  });
});
