import { describe, expect, it } from "vitest";
import { openEngine, TODAY } from "./engine.ts";

const { rollcall } = await openEngine();
const told = (question: string) => rollcall.ask(question, { today: TODAY }).text;

describe("a count", () => {
  it("of those who have not signed says whom it counts", () => {
    expect(told("How many countries have not signed?")).toContain("This counts the EU member states");
    expect(told("How many EU countries have not signed?")).not.toContain("This counts");
  });

  it("of all but the founders says so", () => {
    expect(told("How many signed after the founders?")).toContain("14 countries besides the founders");
    expect(told("Who signed in 2018 except the founders?")).toContain("6 countries besides the founders");
  });

  it("of some is never told as that of all", () => {
    expect(told("Who are the three newest signatories?")).toMatch(
      /^France, Ireland and Romania have signed\./,
    );
    expect(told("Who were the first 14 to sign?")).toMatch(/^In order of signature: Cyprus, /);
    expect(told("List the EU countries that signed, in order")).toMatch(
      /^25 countries in the EU have signed/,
    );
  });

  it("of nobody tells nothing of the EU", () => {
    expect(told("How many countries signed in 2017?")).toBe("No country on record fits that.");
  });
});
