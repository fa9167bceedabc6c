import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeInTime } from "../../src/knowledge/chronology.ts";
import type { KnowledgeBase, Signatory, Source } from "../../src/knowledge/knowledge-base.ts";
import { slug } from "../../src/knowledge/schema/values.ts";
import { besides } from "../../src/questions/evaluate/besides.ts";
import { sourcesFor } from "../../src/questions/evaluate/cover.ts";
import { orderOf, placementOf } from "../../src/questions/evaluate/order.ts";
import { standingsOf } from "../../src/questions/evaluate/standings.ts";
import { history, knownOf } from "../fixtures/signing-history.ts";
import { openEngine } from "./engine.ts";

const { knowledge } = await openEngine();
const [template] = knowledge.signatories.values();
const [source] = knowledge.sources.values();
if (!template || !source) throw new Error("The knowledge has no signatory or no source.");
const RUNS = { numRuns: 1_000, seed: Number(process.env["FC_SEED"] ?? 1) };

/** Signatories as the knowledge keeps them: placed by their dates and ordinals together, and in order. */
const signatories = history
  .map((signatures) => placeInTime(signatures.map(knownOf)))
  .filter(({ contradictions }) => contradictions.length === 0)
  .map(({ placed }) =>
    placed
      .map((one): Signatory => ({ ...template, ...one }))
      .toSorted((a, b) => a.seat.from - b.seat.from || (a.signed.earliest < b.signed.earliest ? -1 : 1)),
  );

/** Some of them, as blocs and dates choose. */
const pool = signatories.chain((all) => fc.subarray(all));

function knowing(all: readonly Signatory[]): KnowledgeBase {
  return { ...knowledge, signatories: new Map(all.map((one) => [one.country, one])) };
}

describe("the place of each of a pool", () => {
  it("is the one that comparing pairs gives", () => {
    fc.assert(
      fc.property(pool, (all) => {
        const { placementOf: worked } = standingsOf(all);
        for (const one of all) expect(worked(one)).toEqual(placementOf(one, all));
      }),
      RUNS,
    );
  });

  it("is found from the place too", () => {
    fc.assert(
      fc.property(pool, fc.nat(21), fc.nat(21), (all, from, to) => {
        const { holding, placesOf } = standingsOf(all);
        const meets = (one: Signatory) => placesOf(one).from <= to && placesOf(one).to >= from;
        expect(holding({ from, to })).toEqual(all.filter((one) => from <= to && meets(one)));
      }),
      RUNS,
    );
  });
});

describe("those beside a signatory", () => {
  it.each(["next", "previous"] as const)("are the ones that comparing pairs gives: %s", (direction) => {
    fc.assert(
      fc.property(signatories, (all) => {
        const known = knowing(all);
        for (const one of all) {
          expect(besides(known, one, direction)).toEqual(pairwise(all, one, direction));
        }
      }),
      RUNS,
    );
  });
});

/** The definition: everyone beyond, whom nobody else beyond comes certainly before. */
function pairwise(all: readonly Signatory[], own: Signatory, direction: "next" | "previous") {
  const [towards, back] = direction === "next" ? ["after", "before"] : ["before", "after"];
  const beyond = all.filter((other) => orderOf(other, own) === towards);
  return {
    nearest: beyond.filter((one) => !beyond.some((other) => orderOf(other, one) === back)),
    open: all.filter((other) => other !== own && orderOf(other, own) === "unknown"),
    shared: all.filter((other) => other !== own && orderOf(other, own) === "same-day"),
  };
}

describe("the sources of many signatures", () => {
  const sources = Array.from({ length: 8 }, (_, n): Source => ({ ...source, id: slug.parse(`s${n}`) }));
  const listed = fc.array(fc.constantFrom(...sources), { minLength: 1, maxLength: 5 });

  it("are those that counting anew in each round gives", () => {
    fc.assert(
      fc.property(fc.array(listed, { minLength: 1, maxLength: 15 }), (lists) => {
        const all = [...knowledge.signatories.values()]
          .slice(0, lists.length)
          .map((one, index): Signatory => {
            const [first = source, ...rest] = lists[index] ?? [];
            return { ...one, sources: [first, ...rest] };
          });
        const codes = all.map(({ country }) => country);
        expect(sourcesFor(knowing(all), codes)).toEqual(countedAnew(lists));
      }),
      RUNS,
    );
  });
});

/** The definition: again and again the source that most of the records left list, the first of several. */
function countedAnew(lists: ReadonlyArray<readonly Source[]>): readonly Source[] {
  const counts = new Map<Source, number>();
  for (const each of lists.flat()) counts.set(each, (counts.get(each) ?? 0) + 1);
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a);
  return best ? [best[0], ...countedAnew(lists.filter((list) => !list.includes(best[0])))] : [];
}
