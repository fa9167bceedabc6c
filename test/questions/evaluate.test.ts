import { describe, expect, it } from "vitest";
import type { Facts } from "../../src/questions/reply.ts";
import { createRollcall } from "../../src/rollcall.ts";
import { knowledgeOf, realTexts, type Texts } from "../fixtures/knowledge-texts.ts";
import { TODAY } from "./engine.ts";

const SOURCES = "sources: [ec-norway-2019]";

/** Two on the first day, one exact, two whose bounds overlap, one exact, and two that share their bounds. */
const SIGNED: ReadonlyArray<[country: string, date: string, more?: string]> = [
  ["FI", "{ on: 2018-04-10 }"],
  ["ES", "{ on: 2018-04-10 }"],
  ["GR", "{ on: 2018-09-06 }"],
  ["LV", "{ notBefore: 2018-11-01, notAfter: 2018-12-15 }"],
  ["HU", "{ notBefore: 2018-12-01, notAfter: 2019-06-13 }"],
  ["NO", "{ on: 2019-06-14 }"],
  ["FR", "{ notBefore: 2020-02-01, notAfter: 2022-12-31 }"],
  ["IE", "{ notBefore: 2020-02-01, notAfter: 2022-12-31 }"],
];

function smallKnowledge(texts: Texts): Texts {
  const kept = [...texts].filter(([path]) => !path.startsWith("signatories/"));
  const made = SIGNED.map(([country, date]): [string, string] => [
    `signatories/${country.toLowerCase()}.yaml`,
    [
      `country: "${country}"`,
      `signed: { date: ${date}, basis: stated, ${SOURCES} }`,
      `capacity: ${country === "NO" ? "eea-efta" : "eu-member"}`,
      ...(country === "NO" ? ["ordinal: { value: 6, basis: stated, sources: [ec-norway-2019] }"] : []),
      "",
    ].join("\n"),
  ]);
  return new Map([...kept, ...made]);
}

const { ask } = createRollcall(knowledgeOf(smallKnowledge(await realTexts())));

type Case = readonly [question: string, facts: Readonly<Partial<Record<keyof Facts, unknown>>>];

/** Facts with their lists in alphabetical order. */
function sorted(facts: Facts) {
  return { ...facts, countries: facts.countries.toSorted(), possible: facts.possible.toSorted() };
}

function table(name: string, cases: readonly Case[]): void {
  describe(name, () => {
    for (const [question, facts] of cases) {
      it(`${question} ${JSON.stringify(facts)}`, () => {
        const reply = ask(question, { today: TODAY });
        expect({ outcome: reply.outcome, facts: sorted(reply.facts) }).toMatchObject({
          outcome: "answered",
          facts,
        });
      });
    }
  });
}

table("a tie", [
  ["Did Finland sign before Spain?", { verdict: "no" }],
  ["Did Finland sign after Spain?", { verdict: "no" }],
  ["Did Finland and Spain sign on the same day?", { verdict: "yes" }],
  ["Who was the first to sign?", { countries: ["ES", "FI"] }],
  ["Was Finland the first to sign?", { verdict: "yes" }],
  ["Was Finland the 1st to sign?", { verdict: "no" }],
  ["Which number was Spain?", { number: null }],
  ["Who signed first, Finland or Spain?", { countries: ["ES", "FI"], possible: [] }],
  ["Who signed right after Finland?", { countries: ["GR"], possible: [] }],
  ["Who signed just before Greece?", { countries: ["ES", "FI"], possible: [] }],
]);

table("a comparison over bounds", [
  ["Did Latvia sign before Hungary?", { verdict: "unknown" }],
  ["Did Hungary sign after Latvia?", { verdict: "unknown" }],
  ["Did Latvia and Hungary sign on the same day?", { verdict: "unknown" }],
  ["Did Greece sign before Hungary?", { verdict: "yes" }],
  ["Did Hungary sign before Norway?", { verdict: "yes" }],
  ["Did Norway sign on the same day as Hungary?", { verdict: "no" }],
  ["Did France sign before Ireland?", { verdict: "unknown" }],
  ["Who signed first, Latvia or Hungary?", { countries: [], possible: ["HU", "LV"] }],
  ["Who signed first, France or Norway?", { countries: ["NO"], possible: [] }],
  ["Did Norway sign before Poland?", { verdict: "yes" }],
  ["Did Poland sign before Norway?", { verdict: "no" }],
  ["Did Poland sign after Norway?", { verdict: "no" }],
]);

table("a day within, at and outside bounds", [
  ["Had Latvia signed by 31 October 2018?", { verdict: "no" }],
  ["Had Latvia signed by 1 November 2018?", { verdict: "unknown" }],
  ["Had Latvia signed by 14 December 2018?", { verdict: "unknown" }],
  ["Had Latvia signed by 15 December 2018?", { verdict: "yes" }],
  ["Did Latvia sign before 1 November 2018?", { verdict: "no" }],
  ["Did Latvia sign after 15 December 2018?", { verdict: "no" }],
  ["Did Latvia sign in 2018?", { verdict: "yes" }],
  ["Did Latvia sign in November 2018?", { verdict: "unknown" }],
  ["Did Latvia sign in October 2018?", { verdict: "no" }],
  ["Have Greece and Latvia signed by 1 December 2018?", { verdict: "unknown" }],
  ["Have Hungary and Latvia signed by 1 November 2018?", { verdict: "no" }],
]);

table("a count with a range", [
  ["How many countries have signed?", { number: 8, range: null }],
  ["How many had signed by the end of November 2018?", { number: 3, range: [3, 4], possible: ["LV"] }],
  ["How many had signed by 1 December 2018?", { number: 3, range: [3, 5] }],
  ["How many had signed by the end of 2018?", { number: 4, range: [4, 5], possible: ["HU"] }],
  ["How many countries had signed before Norway?", { number: 5, range: null }],
  ["How many countries signed before Ireland?", { number: 6, range: [6, 7], possible: ["FR"] }],
  ["Had 4 countries signed by the end of 2018?", { verdict: "unknown" }],
  ["Had 5 countries signed by the end of 2018?", { verdict: "unknown" }],
  ["Had 6 countries signed by the end of 2018?", { verdict: "no" }],
  ["Had 3 countries signed by the end of 2018?", { verdict: "no" }],
  ["Who signed in 2018?", { countries: ["ES", "FI", "GR", "LV"], possible: ["HU"] }],
  ["Who signed after Latvia?", { countries: ["FR", "IE", "NO"], possible: ["HU"] }],
]);

table("a rank between two numbers", [
  ["Which number was Greece?", { number: 3, range: null }],
  ["Which number was Latvia?", { number: 4, range: [4, 5] }],
  ["Which number was Norway?", { number: 6, range: null }],
  ["Was Latvia the 4th?", { verdict: "unknown" }],
  ["Was Latvia the 4th or the 5th?", { verdict: "yes" }],
  ["Was Latvia the 6th?", { verdict: "no" }],
  ["Who was the 4th?", { countries: [], possible: ["HU", "LV"] }],
  ["Who was the 6th?", { countries: ["NO"], possible: [] }],
  ["Who was the 9th?", { countries: [], possible: [] }],
  ["Who signed right after Greece?", { countries: [], possible: ["HU", "LV"] }],
  ["Who was the latest to sign?", { countries: [], possible: ["FR", "IE"] }],
]);

table("a claim", [
  ["Is it true that Norway signed in 2019?", { verdict: "yes" }],
  ["Is it true that Norway has not signed?", { verdict: "no" }],
  ["Is it true that Poland has not signed?", { verdict: "yes" }],
  ["Is it true that Latvia signed before Hungary?", { verdict: "unknown" }],
  ["Is it true that Hungary signed in 2019?", { verdict: "unknown" }],
  ["Is it true that Norway was the 5th to sign?", { verdict: "no", countries: ["NO"] }],
  ["Is it true that 8 countries have signed?", { verdict: "yes" }],
]);
