import { describe, expect, it } from "vitest";
import { openConversations } from "../../adapters/store/open-conversations.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { realKnowledge } from "../fixtures/knowledge-texts.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { soak } from "./soak.ts";
import { growth, tooMuch } from "./trend.ts";

describe("a soak", () => {
  it("asks all questions, and brings each event to each channel", async () => {
    const address = await emptyFile();
    const store = await openStore(address);
    const conversations = await openConversations(address);
    const corpus = ["has Norway signed?", "and Sweden?", "what is the weather like?"];
    const counts = { questions: 120, events: 3, samples: 3 };
    const plan = { ...counts, knowledge: await realKnowledge(), corpus, store, conversations };
    const shares: number[] = [];
    const report = await soak(plan, (_, done) => shares.push(done));
    expect(report.answered + report.refused).toBe(120);
    expect(Math.min(report.answered, report.refused)).toBeGreaterThan(0);
    // A post in each of three channels, then twice an edit and a note.
    expect(report.taken).toBe(3 + 2 * 2 * 3);
    expect(shares).toEqual([1 / 3, 2 / 3, 1]);
    expect(await store.outbox.counts()).toEqual([{ platform: "slack", state: "sent", count: report.taken }]);
    await store.close();
  });
});

describe("the trend of memory", () => {
  const series = (heapMb: (at: number) => number) =>
    Array.from({ length: 50 }, (_, at) => ({ heapMb: heapMb(at), rssMb: 100 }));

  it("is flat where memory goes up and down, and where it grew only at the beginning", () => {
    expect(tooMuch(series((at) => 50 + (at % 5)))).toEqual([]);
    expect(tooMuch(series((at) => 50 + Math.min(at, 8) * 10))).toEqual([]);
  });

  it("tells of a steady growth beyond the bound", () => {
    const leaking = series((at) => 50 + at / 2 + (at % 3));
    expect(growth(leaking, "heapMb")).toBeCloseTo(19.5, 0);
    expect(tooMuch(leaking)).toEqual([expect.stringContaining("heapMb grew by")]);
  });

  it("says nothing good of too few samples", () => {
    expect(tooMuch(series(() => 50).slice(0, 3))).not.toEqual([]);
  });
});
