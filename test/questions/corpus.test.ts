import { beforeAll, describe, expect, it } from "vitest";
import type { CorpusLine } from "../../adapters/terminal/corpus-file.ts";
import type { Judgement } from "../../src/evaluation/judge.ts";
import { buildLexicon } from "../../src/language/build-lexicon.ts";
import { interpret } from "../../src/questions/read.ts";
import type { Reply } from "../../src/questions/reply.ts";
import { corpora, described, judged, openEngine, replyTo, TODAY } from "./engine.ts";

/** Least share of right answers, in percent, of each language that has a corpus. */
const BARS: Readonly<Record<string, number>> = { en: 92 };
const OTHER_BAR = 85;

interface Result {
  readonly line: CorpusLine;
  readonly reply: Reply;
  readonly judgement: Judgement;
}

const { knowledge, rollcall } = await openEngine();
const lexicon = buildLexicon(knowledge);
const corpus = await corpora(knowledge);

for (const [code, lines] of corpus) {
  describe(`the questions of test/corpus/${code}`, () => {
    let results: readonly Result[] = [];
    const those = (judgement: Judgement) => results.filter((result) => result.judgement === judgement);

    beforeAll(() => {
      results = lines.map((line) => {
        const reply = replyTo(rollcall, line);
        return { line, reply, judgement: judged(reply, line) };
      });
    });

    it("are never answered wrongly", () => {
      expect(those("wrong").map(({ line, reply }) => described(line, reply))).toEqual([]);
    });

    it(`are answered rightly in ${BARS[code] ?? OTHER_BAR} of a hundred`, () => {
      const refused = those("refused").map(({ line: { place, question } }) => `${place}: ${question}`);
      const share = lines.length === 0 ? 100 : (100 * those("right").length) / lines.length;
      expect(share, refused.join("\n")).toBeGreaterThanOrEqual(BARS[code] ?? OTHER_BAR);
    });

    it("are each read as one query over all languages when answered", () => {
      const several = results.flatMap(({ line, reply }) => {
        if (reply.outcome !== "answered" || line.turns.length > 0) return [];
        const queries = interpret(line.question, lexicon, knowledge, TODAY).flatMap((one) =>
          one.queries.map((query) => JSON.stringify(query)),
        );
        const distinct = [...new Set(queries)];
        return distinct.length === 1 ? [] : [`${line.place}: ${line.question}\n  ${distinct.join("\n  ")}`];
      });
      expect(several).toEqual([]);
    });
  });
}
