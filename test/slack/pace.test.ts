import { describe, expect, it } from "vitest";
import { createPace } from "../../adapters/slack/pace.ts";

describe("the pace of messages", () => {
  it("lets a short burst into a channel, then one a second, and minds no other channel", () => {
    let now = 0;
    const pace = createPace(() => now);
    const burst = [1, 2, 3, 4, 5].map(() => pace.take("C1"));
    expect(burst).toEqual([0, 0, 0, 0, 1_000]);
    expect(pace.take("C2")).toBe(0);
    now = 400;
    expect(pace.take("C1")).toBe(600);
    now = 1_000;
    expect([pace.take("C1"), pace.take("C1")]).toEqual([0, 1_000]);
  });

  it("has forgotten a burst once the channel has rested for as long", () => {
    let now = 0;
    const pace = createPace(() => now);
    for (let message = 0; message < 4; message += 1) pace.take("C1");
    now = 4_000;
    expect([1, 2, 3, 4, 5].map(() => pace.take("C1"))).toEqual([0, 0, 0, 0, 1_000]);
  });
});
