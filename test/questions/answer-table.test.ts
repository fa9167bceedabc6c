import { describe, expect, it } from "vitest";
import { SAMPLE_QUERIES } from "../wording/sample-queries.ts";
import { openEngine, TODAY } from "./engine.ts";

const { knowledge, rollcall } = await openEngine();
const tableOf = (question: string) => rollcall.table(rollcall.ask(question, { today: TODAY }));

describe("the table of an answer", () => {
  it("has place, country and day of each signature, in the order of the answer", () => {
    const table = tableOf("who has signed?");
    expect(table?.header).toEqual(["Place", "Country", "Signed"]);
    expect(table?.rows).toHaveLength(knowledge.signatories.size);
    expect(table?.rows[0]).toEqual(["1–13", "Cyprus", "10 April 2018"]);
    expect(table?.rows).toContainEqual(["21", "Norway", "14 June 2019"]);
  });

  it("tells bounds where the day is not on record", () => {
    const rows = tableOf("order Latvia, Hungary and Norway by date")?.rows;
    expect(rows).toContainEqual(["20", "Hungary", "Between 12 November 2018 and 14 June 2019"]);
  });

  it("is in the language of the answer", () => {
    const table = tableOf("Qui a signé ?");
    expect(table?.header).toEqual(["Rang", "Pays", "Signature"]);
    expect(table?.rows).toContainEqual(["21", "La Norvège", "14 juin 2019"]);
  });

  it("says of countries without a signature that none is on record, and has no places where nobody signed", () => {
    expect(tableOf("Have Poland, Slovakia and Iceland signed?")).toEqual({
      header: ["Country", "Signed"],
      rows: ["Poland", "Slovakia", "Iceland"].map((name) => [name, "No signature on record"]),
    });
  });

  it("is there for no answer about fewer than three countries, for no count, and for no refusal", () => {
    const questions = [
      "has Norway signed?",
      "who was the 21st?",
      "how many have signed?",
      "what is GDI?",
      "hello",
      "xyzzy",
    ];
    expect(questions.filter((question) => tableOf(question) !== null)).toEqual([]);
  });

  it("fits what the platforms show, after every kind of answer in every language", () => {
    const codes = [...knowledge.languages.keys()];
    const tables = SAMPLE_QUERIES.flatMap((query) =>
      codes.map((language) => rollcall.table(rollcall.answer(query, { today: TODAY, language }))),
    ).filter((table) => table !== null);
    expect(tables.length).toBeGreaterThan(codes.length);
    for (const { header, rows } of tables) {
      expect(header.length).toBeLessThanOrEqual(5);
      expect(rows.length).toBeLessThanOrEqual(100);
      expect(rows.every((row) => row.length === header.length && row.every((cell) => cell !== ""))).toBe(
        true,
      );
    }
  });
});
