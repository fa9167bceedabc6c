import { describe, expect, it } from "vitest";
import { readContent } from "./server/limits.ts";

const section = (text: string) => ({ type: "section", text: { type: "plain_text", text } });
const context = (count: number) => ({
  type: "context",
  elements: Array.from({ length: count }, () => ({ type: "mrkdwn", text: "x" })),
});

describe("the strict Slack of the tests", () => {
  const CASES: ReadonlyArray<[what: string, message: object, error: string]> = [
    ["nothing to say", {}, "no_text"],
    ["an unknown block", { text: "x", blocks: [{ type: "nope" }] }, "invalid_blocks"],
    ["an empty section", { text: "x", blocks: [{ type: "section" }] }, "invalid_blocks"],
    ["an empty text in a block", { text: "x", blocks: [section("")] }, "invalid_blocks"],
    ["a section of 3,001", { text: "x", blocks: [section("x".repeat(3001))] }, "invalid_blocks"],
    ["a misspelt key", { text: "x", blocks: [{ ...section("x"), txt: "y" }] }, "invalid_blocks"],
    ["eleven elements", { text: "x", blocks: [context(11)] }, "invalid_blocks"],
    ["51 blocks", { text: "x", blocks: Array.from({ length: 51 }, () => section("x")) }, "invalid_blocks"],
    [
      "a header of 151",
      { text: "x", blocks: [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }] },
      "invalid_blocks",
    ],
    [
      "13,001 characters in all",
      { text: "x", blocks: Array.from({ length: 5 }, () => section("x".repeat(2600))) },
      "msg_blocks_too_long",
    ],
    ["blocks that are not a list", { text: "x", blocks: "[" }, "invalid_blocks"],
    ["metadata without a type", { text: "x", metadata: { event_payload: {} } }, "invalid_metadata_format"],
    ["a thread_ts that is a number", { text: "x", thread_ts: 1.5 }, "invalid_arguments"],
  ];
  for (const [what, message, error] of CASES) {
    it(`refuses ${what}`, () => {
      expect(readContent(message)).toEqual({ error });
    });
  }

  it("takes a message at its limits", () => {
    expect(readContent({ text: "x", blocks: [section("x".repeat(3000)), context(10)] })).toMatchObject({
      text: "x",
    });
  });
});
