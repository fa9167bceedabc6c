import { type Arbitrary, assert, constantFrom, option, property, shuffledSubarray } from "fast-check";
import { describe, expect, it } from "vitest";
import { NEWS_KINDS, type NewsKind } from "../../src/announcements/event.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { type Asking, apply } from "../../src/subscriptions/apply.ts";
import type { ChangeCommand } from "../../src/subscriptions/command.ts";
import { isPaused, type Subscription } from "../../src/subscriptions/subscription.ts";
import { aDay } from "../fixtures/values.ts";
import { aSubscription } from "./subscription-fixture.ts";

const NOW = 1_790_000_000_000;
const HOUR = 3_600_000;
const [english, german] = [languageCode.parse("en"), languageCode.parse("de")];
const asking: Asking = {
  ...{ platform: "slack", workspace: "T1", channel: "C0000001", command: "/rollcall", now: NOW },
  actor: { id: "U2", name: "bea" },
};
const made = (command: ChangeCommand, current: Subscription | null) => apply(command, current, asking);
const idsOf = ({ reply }: ReturnType<typeof apply>) => reply.map(({ id }) => id);

describe("subscribe", () => {
  it("gives a new channel new signatories, corrections and withdrawals, in English, and says so", () => {
    const { next, audit, reply } = made({ verb: "subscribe", kinds: null, language: null }, null);
    const kinds = ["accession", "correction", "withdrawal"];
    expect(next).toEqual(
      aSubscription({ kinds: ["accession", "correction", "withdrawal"], subscriber: "U2" }),
    );
    expect(audit).toEqual({
      at: NOW,
      actor: { id: "U2", name: "bea" },
      change: { kind: "subscribed", kinds, language: "en" },
    });
    expect(reply.slice(0, 2)).toEqual([
      { id: "channel-gets", args: { kinds, language: "en" } },
      { id: "channel-gets-not", args: { kinds: ["milestone"] } },
    ]);
  });

  it("gives exactly what was asked for, and nothing by default beside it", () => {
    const { next } = made({ verb: "subscribe", kinds: ["milestone"], language: german }, null);
    expect([next?.kinds, next?.language]).toEqual([["milestone"], "de"]);
  });

  it("changes the language alone when no kind is named", () => {
    const current = aSubscription({ kinds: ["milestone"] });
    const { next } = made({ verb: "subscribe", kinds: null, language: german }, current);
    expect([next?.kinds, next?.language]).toEqual([["milestone"], "de"]);
  });

  it("says that nothing has changed, and writes nothing, when the channel gets it already", () => {
    const applied = made(
      { verb: "subscribe", kinds: ["accession"], language: english },
      aSubscription({ kinds: ["accession", "correction"] }),
    );
    expect(applied).toMatchObject({ next: null, audit: null });
    expect(idsOf(applied).slice(0, 2)).toEqual(["nothing-changed", "channel-has"]);
  });

  it("ends a pause that was made because posting failed, and leaves a person's", () => {
    const closed = { since: 1, until: null, reason: "is_archived" };
    const personal = { since: 1, until: NOW + HOUR, reason: null };
    const command = { verb: "subscribe", kinds: ["milestone"], language: null } as const;
    expect(made(command, aSubscription({ pause: closed })).next?.pause).toBeNull();
    const paused = made(command, aSubscription({ pause: personal }));
    expect(paused.next?.pause).toEqual(personal);
    expect(idsOf(paused)).toContain("channel-paused-until");
  });

  it("ends such a pause even when the set stays the same", () => {
    const closed = { since: 1, until: null, reason: "is_archived" };
    const { next } = made(
      { verb: "subscribe", kinds: null, language: null },
      aSubscription({ pause: closed }),
    );
    expect(next).toMatchObject({ pause: null, kinds: ["accession"] });
  });
});

describe("unsubscribe", () => {
  it("takes everything, keeps the row so that the queue can be checked, and says so", () => {
    const applied = made({ verb: "unsubscribe", kinds: null }, aSubscription({ language: "de" }));
    expect(applied.next).toMatchObject({ kinds: [], language: "de", pause: null, subscriber: "U1" });
    expect(applied.audit?.change).toEqual({ kind: "unsubscribed", kinds: [] });
    expect(idsOf(applied)).toEqual(["channel-unsubscribed", "how-to-subscribe"]);
  });

  it("has nothing to take from a channel that gets nothing", () => {
    for (const current of [null, aSubscription({ kinds: [] })]) {
      const applied = made({ verb: "unsubscribe", kinds: null }, current);
      expect(applied).toMatchObject({ next: null, audit: null });
      expect(idsOf(applied).slice(0, 2)).toEqual(["nothing-changed", "channel-gets-nothing"]);
    }
  });
});

describe("pause and resume", () => {
  it("pauses for so long, until a day begins, or until somebody resumes", () => {
    const current = aSubscription();
    const untilOf = (end: Extract<ChangeCommand, { verb: "pause" }>["end"]) =>
      made({ verb: "pause", end }, current).next?.pause?.until;
    expect(untilOf({ kind: "after", ms: HOUR })).toBe(NOW + HOUR);
    expect(untilOf({ kind: "on", day: aDay("2026-12-31") })).toBe(Date.UTC(2026, 11, 31));
    expect(untilOf(null)).toBeNull();
  });

  it("does not pause until a day that has begun", () => {
    const day = aDay(new Date(NOW).toISOString().slice(0, 10));
    const applied = made({ verb: "pause", end: { kind: "on", day } }, aSubscription());
    expect([applied.next, idsOf(applied)]).toEqual([null, ["pause-past"]]);
  });

  it("does not pause or resume a channel that gets nothing", () => {
    for (const current of [null, aSubscription({ kinds: [] })]) {
      for (const command of [{ verb: "pause", end: null }, { verb: "resume" }] as const) {
        const applied = made(command, current);
        expect([applied.next, idsOf(applied)]).toEqual([null, ["pause-nothing"]]);
      }
    }
  });

  it("resumes what is paused, and nothing else: a pause whose time has come is over by itself", () => {
    const ended = aSubscription({ pause: { since: 1, until: NOW, reason: null } });
    expect(isPaused(ended, NOW)).toBe(false);
    expect(made({ verb: "resume" }, ended).next).toBeNull();
    const paused = aSubscription({ pause: { since: 1, until: NOW + 1, reason: null } });
    expect(made({ verb: "resume" }, paused)).toMatchObject({
      next: { pause: null },
      audit: { change: { kind: "resumed" } },
    });
  });
});

describe("any change", () => {
  const sets: Arbitrary<NewsKind[]> = shuffledSubarray([...NEWS_KINDS]);
  const asked: Arbitrary<NewsKind[]> = shuffledSubarray([...NEWS_KINDS], { minLength: 1 });
  const languages = option(constantFrom(english, german));

  it("leaves the set that was asked for and the one before, and echoes exactly it", () => {
    assert(
      property(sets, asked, languages, (before, kinds, language) => {
        const current = before.length > 0 ? aSubscription({ kinds: inOrder(before) }) : null;
        const { next, reply } = made({ verb: "subscribe", kinds, language }, current);
        const after = inOrder([...before, ...kinds]);
        expect((next ?? current)?.kinds).toEqual(after);
        expect(echoOf(reply)).toEqual([after, NEWS_KINDS.filter((kind) => !after.includes(kind))]);
      }),
    );
  });

  it("leaves what was there without what was taken, and echoes exactly it", () => {
    assert(
      property(asked, asked, (before, kinds) => {
        const current = aSubscription({ kinds: inOrder(before) });
        const { next, reply } = made({ verb: "unsubscribe", kinds }, current);
        const after = inOrder(before.filter((kind) => !kinds.includes(kind)));
        expect((next ?? current).kinds).toEqual(after);
        if (after.length > 0) expect(echoOf(reply)[0]).toEqual(after);
      }),
    );
  });

  it("has an audit entry exactly when something changes", () => {
    const commands: readonly ChangeCommand[] = [
      { verb: "subscribe", kinds: null, language: null },
      { verb: "unsubscribe", kinds: ["accession"] },
      { verb: "pause", end: null },
      { verb: "resume" },
    ];
    assert(
      property(
        sets,
        constantFrom(...commands),
        constantFrom(null, NOW - 1, NOW + 1),
        (kinds, command, until) => {
          const pause = until === null ? null : { since: 1, until, reason: null };
          const { next, audit } = made(command, aSubscription({ kinds: inOrder(kinds), pause }));
          expect(audit === null).toBe(next === null);
        },
      ),
    );
  });
});

function inOrder(kinds: readonly NewsKind[]): NewsKind[] {
  return NEWS_KINDS.filter((kind) => kinds.includes(kind));
}

/** What the reply says that the channel gets, and what not. */
function echoOf(reply: ReturnType<typeof apply>["reply"]): Array<readonly NewsKind[]> {
  const kindsIn = (...ids: string[]) =>
    reply.flatMap((words) => (ids.includes(words.id) && "kinds" in words.args ? [words.args.kinds] : []));
  return [kindsIn("channel-gets", "channel-has"), kindsIn("channel-gets-not")].map(([first]) => first ?? []);
}
