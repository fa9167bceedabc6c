import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { openEngine, TODAY } from "../questions/engine.ts";
import { PATTERNS } from "./patterns.ts";
import { chooser, sentenceOf, stockOf } from "./sentences.ts";

/** Sentences of each pattern; ROUND_TRIP=1000 makes a thousand of each. */
const EACH = Number(process.env["ROUND_TRIP"] ?? 40);
const SEED = Number(process.env["ROUND_TRIP_SEED"] ?? 1);

const { knowledge, rollcall } = await openEngine();

for (const pack of knowledge.languages.values()) {
  const stock = stockOf(knowledge, pack);
  describe(`sentences of ${pack.name}`, () => {
    for (const pattern of PATTERNS[pack.code] ?? []) {
      it(`${pattern.words} are read as what they were made from`, () => {
        const choose = chooser(SEED);
        const misread = Array.from({ length: EACH }, () => sentenceOf(pattern, stock, choose)).flatMap(
          ({ text, query }) => {
            const reply = rollcall.ask(text, { today: TODAY, language: pack.code });
            return isDeepStrictEqual(reply.query, query)
              ? []
              : [`${text}: ${JSON.stringify(reply.query) ?? "null"} (${reply.outcome})`];
          },
        );
        expect([...new Set(misread)]).toEqual([]);
      });
    }
  });
}
