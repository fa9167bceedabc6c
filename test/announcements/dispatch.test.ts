import { describe, expect, it } from "vitest";
import type { Action, Delivery } from "../../src/announcements/delivery.ts";
import { dispatchOf } from "../../src/announcements/dispatch.ts";

const post = { text: "A", sources: [], labels: { asOf: "", sources: "" }, reference: "rc-1" };
const about = (kind: "edit" | "note", messageId: string | null): Action => ({ kind, target: "t", messageId });
const delivery = (action: Action): Delivery => ({
  ...{ id: "d", platform: "slack", channel: "C1", action, post },
  state: { kind: "queued", dueAt: 0, attempts: 0 },
});

describe("what is about an earlier post", () => {
  it("names it to the platform", () => {
    expect(dispatchOf(delivery(about("note", "m1")))?.action).toEqual({ kind: "note", messageId: "m1" });
  });

  it("is not sent where the earlier post never was", () => {
    for (const kind of ["edit", "note"] as const) {
      expect(dispatchOf(delivery(about(kind, null)))).toBeNull();
    }
  });

  it("tells a correction in the channel itself where only an operator saw the earlier post", () => {
    expect(dispatchOf(delivery(about("note", "")))?.action).toEqual({ kind: "post" });
    expect(dispatchOf(delivery(about("edit", "")))).toBeNull();
  });
});
