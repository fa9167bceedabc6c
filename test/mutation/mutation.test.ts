import { describe, expect, it } from "vitest";
import { createWitness, type Mutation, mutationsOf } from "../../adapters/terminal/mutate.ts";
import { corpora, openEngine, TODAY } from "../questions/engine.ts";

/** Every n-th fact; `npm run mutate` alters all of them. */
const SAMPLE = 15;
/** Least share, in percent, of the sample that is noticed. */
const BAR = 25;

const { knowledge } = await openEngine();
const lines = [...(await corpora(knowledge)).values()].flat();
const mutations = [...mutationsOf(knowledge)];
const notices = createWitness(knowledge, lines, TODAY);

function find(country: string, path: string): Mutation {
  const found = mutations.find((one) => one.file === `signatories/ (${country})` && one.path === path);
  if (!found) throw new Error(`nothing alters ${path} of ${country}`);
  return found;
}

const NOTICED: ReadonlyArray<[country: string, path: string]> = [
  ["NO", "signed.date.on"],
  ["NO", "the whole file"],
  ["NO", "country"],
  ["NO", "signedBy.0.name"],
  ["NO", "place.where"],
  ["DK", "the whole file"],
];

describe("altered knowledge", () => {
  for (const [country, path] of NOTICED) {
    it(`is noticed by a question of the corpus: ${path} of ${country}`, () => {
      expect(notices(find(country, path))).not.toBeNull();
    });
  }

  it("differs from the knowledge in every alteration, and leaves the knowledge as it was", () => {
    const before = JSON.stringify([...knowledge.signatories]);
    expect(mutations.length).toBeGreaterThan(300);
    for (const { knowledge: altered } of mutations) expect(altered).not.toEqual(knowledge);
    expect(JSON.stringify([...knowledge.signatories])).toBe(before);
  });

  it("names each fact once", () => {
    const names = mutations.map(({ file, path }) => `${file} ${path}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("is not noticed when nothing is altered", () => {
    const [first] = mutations;
    if (!first) throw new Error("there are no mutations");
    expect(notices({ ...first, knowledge })).toBeNull();
  });

  it(`is noticed in ${BAR} of a hundred facts, of every ${SAMPLE}th`, () => {
    const sample = mutations.filter((_, index) => index % SAMPLE === 0);
    const unnoticed = sample
      .filter((one) => notices(one) === null)
      .map(({ file, path }) => `${file} ${path}`);
    expect(100 - (100 * unnoticed.length) / sample.length, unnoticed.join("\n")).toBeGreaterThanOrEqual(BAR);
  });
});
