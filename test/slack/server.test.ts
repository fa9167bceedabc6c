import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { readContent } from "./server/limits.ts";
import { createResponseUrls } from "./server/response-urls.ts";
import { createWorkspace } from "./server/workspace.ts";

const section = (text: string) => ({ type: "section", text: { type: "plain_text", text } });
const context = (count: number) => ({
  type: "context",
  elements: Array.from({ length: count }, () => ({ type: "mrkdwn", text: "x" })),
});

const blocks = (...all: object[]) => ({ text: "x", blocks: all });
const actions = (labels: readonly string[], value = "v") => ({
  type: "actions",
  elements: labels.map((text, index) => ({
    ...{ type: "button", action_id: `b${index}`, text: { type: "plain_text", text }, value },
  })),
});
const table = (rows: number, columns: number, text = "x") => ({
  type: "table",
  rows: Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => ({ type: "raw_text", text })),
  ),
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
    ["a button label of 76", blocks(actions(["x".repeat(76)])), "invalid_blocks"],
    ["a button value of 2,001", blocks(actions(["x"], "x".repeat(2001))), "invalid_blocks"],
    ["26 buttons", blocks(actions(Array.from({ length: 26 }, () => "x"))), "invalid_blocks"],
    ["two buttons of one id", blocks(actions(["x"]), actions(["y"])), "invalid_blocks"],
    ["a table of 101 rows", blocks(table(101, 1)), "invalid_blocks"],
    ["a table of 21 columns", blocks(table(1, 21)), "invalid_blocks"],
    ["a table of 10,001 characters", blocks(table(1, 1, "x".repeat(10_001))), "invalid_blocks"],
    ["an empty cell", blocks(table(1, 1, "")), "invalid_blocks"],
    ["two tables", blocks(table(1, 1), table(1, 1)), "invalid_blocks"],
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

  it("takes an address for private answers five times, and none that it did not give", async () => {
    const workspace = createWorkspace();
    const urls = createResponseUrls("http://127.0.0.1", workspace);
    const http = createServer((request, response) => void urls.serve(request, response));
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const address = http.address();
    const port = typeof address === "object" ? address?.port : 0;
    const respond = async (url: string) => {
      const body = JSON.stringify({ text: "x", response_type: "ephemeral" });
      const { pathname } = new URL(url);
      return (await fetch(`http://127.0.0.1:${port}${pathname}`, { method: "POST", body })).status;
    };
    const url = urls.open("C1", "U1", null);
    const statuses: number[] = [];
    for (let times = 0; times < 6; times += 1) statuses.push(await respond(url));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(await respond("http://127.0.0.1/response/another")).toBe(404);
    expect(workspace.messages("C1")).toHaveLength(5);
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
});
