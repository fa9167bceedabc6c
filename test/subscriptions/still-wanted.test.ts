import { describe, expect, it } from "vitest";
import { destinationsOf } from "../../src/subscriptions/destinations.ts";
import { stillWanted } from "../../src/subscriptions/still-wanted.ts";
import { aDestination } from "../announcements/knowledge-fixture.ts";
import { aSubscription } from "./subscription-fixture.ts";

const NOW = 1_790_000_000_000;
const NEWS = ["accession-NO-5b1d0c9a44f2", "correction-LV-5b1d0c9a44f2"];

describe("stillWanted", () => {
  it("wants a post as long as one piece of it is wanted", () => {
    const verdictOn = (kinds: Parameters<typeof stillWanted>[0]["kinds"]) =>
      stillWanted({ kinds, pause: null }, "post", NEWS, NOW).kind;
    expect(verdictOn(["accession"])).toBe("wanted");
    expect(verdictOn(["correction", "milestone"])).toBe("wanted");
    expect(verdictOn(["milestone", "withdrawal"])).toBe("unsubscribed");
    expect(verdictOn([])).toBe("unsubscribed");
  });

  it("mends an earlier post unless everything was unsubscribed", () => {
    const correction = ["correction-LV-5b1d0c9a44f2"];
    for (const action of ["edit", "note"]) {
      expect(stillWanted({ kinds: ["accession"], pause: null }, action, correction, NOW).kind).toBe("wanted");
      expect(stillWanted({ kinds: [], pause: null }, action, correction, NOW).kind).toBe("unsubscribed");
    }
  });

  it("lets a post wait for the end of a pause, and for an hour when it has none", () => {
    const lookAt = (until: number | null) =>
      stillWanted({ kinds: ["accession"], pause: { since: 1, until, reason: null } }, "post", NEWS, NOW);
    expect(lookAt(null)).toEqual({ kind: "paused", lookAt: NOW + 3_600_000 });
    expect(lookAt(NOW + 5)).toEqual({ kind: "paused", lookAt: NOW + 5 });
    expect(lookAt(NOW)).toEqual({ kind: "wanted" });
  });
});

describe("destinationsOf", () => {
  const fixed = [aDestination("slack", "C1"), aDestination("discord", "C1")];

  it("joins the channels of the settings and those that subscribed", () => {
    const asked = aSubscription({ channel: "C2", kinds: ["milestone"], language: "fr" });
    expect(destinationsOf(fixed, [asked], NOW)).toEqual([
      ...fixed,
      { platform: "slack", channel: "C2", language: "fr", kinds: new Set(["milestone"]), paused: false },
    ]);
  });

  it("lets what a channel asked for decide, where the settings name it too", () => {
    const pause = { since: 1, until: NOW + 1, reason: null };
    const asked = aSubscription({ channel: "C1", kinds: [], language: "fr", pause });
    expect(destinationsOf(fixed, [asked], NOW)).toEqual([
      fixed[1],
      { platform: "slack", channel: "C1", language: "fr", kinds: new Set(), paused: true },
    ]);
  });
});
