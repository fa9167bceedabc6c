import { array, assert, boolean, constantFrom, integer, oneof, property, string, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatAnswer } from "../../adapters/platform.ts";
import { formatAnswer, type Showing } from "../../adapters/slack/format-answer.ts";
import { anAnswer } from "./an-answer.ts";
import { liveTokens } from "./live-tokens.ts";
import { source } from "./reply.ts";
import { blockTexts, type Content, elementsOf, readContent } from "./server/limits.ts";

const IN_CHANNEL: Showing = { newBlocks: true };

/** The messages as Slack reads them; what Slack would refuse fails the test. */
function taken(answer: ChatAnswer, showing: Showing = IN_CHANNEL): readonly Content[] {
  return formatAnswer(answer, showing).map((message) => {
    const content = readContent(message);
    if ("error" in content) throw new Error(content.error);
    return content;
  });
}
const types = (contents: readonly Content[]) =>
  contents.map(({ blocks }) => blocks.map(({ type }) => type).join(" "));
const list = (rows: number, cell = "Norway") => ({
  header: ["Country", "Signed"],
  rows: Array.from({ length: rows }, () => [cell, "2019"]),
});

describe("formatAnswer", () => {
  it("shows answer, table, sources, questions to ask next and feedback, in this order", () => {
    const answer = anAnswer({ table: list(3), followUps: ["When?"], rateable: true, canTell: true });
    expect(types(taken(answer))).toEqual(["section table context actions actions context_actions"]);
    expect(types(taken(answer, { newBlocks: false }))).toEqual(["section context actions actions"]);
    expect(types(taken(anAnswer()))).toEqual(["section context"]);
  });

  it("splits a long list at line ends, with sources and buttons below the last message", () => {
    const lines = Array.from({ length: 300 }, (_, n) => `• ${n} ${"word ".repeat(12).trim()}`);
    const contents = taken(anAnswer({ text: lines.join("\n"), rateable: true, followUps: ["When?"] }));
    const last = types(contents).at(-1) ?? "";
    expect(contents.length).toBeGreaterThan(3);
    expect(types(contents).slice(0, -1).join(" ")).toMatch(/^section( section)*$/);
    expect(last).toMatch(/^section( section)* context actions context_actions$/);
    const said = contents.flatMap(({ blocks }) =>
      blockTexts(blocks.filter(({ type }) => type === "section")),
    );
    expect(said.join("\n").split("\n")).toEqual(lines);
    expect(blockTexts(contents.at(-1)?.blocks ?? []).join()).toContain("|A page> (example.org)");
  });

  it("leaves a table out that Slack would not take, as its countries are in the text too", () => {
    const tabled = (table: ReturnType<typeof list>, text = "short") =>
      types(taken(anAnswer({ table, text })))
        .join()
        .includes("table");
    expect(tabled(list(99))).toBe(true);
    expect(tabled(list(99, "x".repeat(100)))).toBe(false);
    expect(tabled(list(99, "x".repeat(60)), "a long text ".repeat(400))).toBe(false);
    expect(tabled({ header: Array.from({ length: 21 }, () => "a"), rows: [] })).toBe(false);
  });

  it("repeats no question but where it does not stand beside its answer", () => {
    const shown = blockTexts(taken(anAnswer(), { ...IN_CHANNEL, question: "when?" })[0]?.blocks ?? []);
    expect(shown[0]).toBe("› when?");
  });

  it("offers to share what one person sees, and says who shared it", () => {
    const ids = (showing: Showing) =>
      taken(anAnswer(), showing)[0]
        ?.blocks.flatMap(elementsOf)
        .map((one) => one.action_id);
    expect(ids({ newBlocks: false, shareable: true })).toEqual(["share"]);
    expect(ids({ newBlocks: false })).toEqual([]);
    const shared = blockTexts(taken(anAnswer(), { newBlocks: true, sharedBy: "<!here>" })[0]?.blocks ?? []);
    expect(shared).toContain("Shared by &lt;!here&gt;");
  });

  it("keeps Slack's limits, pings nobody and splits no character, whatever the answer says", () => {
    const hostile = oneof(
      string({ unit: "binary", maxLength: 100 }),
      constantFrom("<!channel>", "<@U1>", "<https://evil|a>", "&", "\uD83D", "😀", "\n", "*_`~|", " "),
    );
    const long = tuple(array(hostile, { maxLength: 8 }), integer({ min: 1, max: 600 })).map(
      ([parts, times]) => parts.join("").repeat(times).slice(0, 60_000),
    );
    assert(
      property(
        long,
        long,
        hostile,
        integer({ min: 0, max: 120 }),
        boolean(),
        (text, title, words, rows, newBlocks) => {
          const answer = anAnswer({
            ...{
              text,
              sources: [source({ title })],
              table: list(rows, words),
              followUps: [words, title, text],
            },
            ...{ rateable: true, canTell: true },
          });
          for (const content of taken(answer, {
            newBlocks,
            shareable: true,
            question: text,
            sharedBy: title,
          })) {
            expect(content.text.length).toBeLessThanOrEqual(3000);
            expect(liveTokens(content)).toEqual([]);
            expect([content.text, ...blockTexts(content.blocks)].join("")).not.toMatch(/\p{Surrogate}/u);
          }
        },
      ),
      { numRuns: 80 },
    );
  });
});
