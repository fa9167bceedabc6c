import { describe, expect, it } from "vitest";
import { type Mutation, mutationsOf } from "../../adapters/terminal/mutations.ts";
import { createAskable } from "../../adapters/terminal/mutations-askable.ts";
import { createWitness } from "../../adapters/terminal/mutations-witness.ts";
import { corpora, openEngine, TODAY } from "../questions/engine.ts";

/** Every n-th fact; `npm run mutate` alters all of them. */
const SAMPLE = 4;
/** Least share, in percent, of what can be asked for in the sample. */
const BAR = 100;

const { knowledge } = await openEngine();
const lines = [...(await corpora(knowledge)).values()].flat();
const mutations = [...mutationsOf(knowledge)];
const notices = createWitness(knowledge, lines, TODAY);
const whyUnaskable = createAskable(knowledge, TODAY);

function find(country: string, path: string): Mutation {
  return findIn(`signatories/ (${country})`, path);
}

function findIn(file: string, path: string): Mutation {
  const found = mutations.find((one) => one.file === file && one.path === path);
  if (!found) throw new Error(`nothing alters ${path} of ${file}`);
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

  it("can be asked for where a plain question gets another answer", () => {
    expect(whyUnaskable(findIn("topics/gdi.yaml", "facts.size.number"))).toBeNull();
    expect(whyUnaskable(findIn("milestones.yaml", "gdi-start.notAfter"))).toBeNull();
    expect(whyUnaskable(find("NO", "capacity"))).toBeNull();
  });

  it("cannot be asked for where no answer rests on it: whether a plan came true is not known, whatever its day", () => {
    expect(whyUnaskable(findIn("milestones.yaml", "gdi-end.notBefore"))).toBe("milestone answers instead");
  });

  it(`is noticed in ${BAR} of a hundred facts that can be asked for, of every ${SAMPLE}th`, () => {
    const sample = mutations.filter((_, index) => index % SAMPLE === 0);
    const noticed = sample.filter((one) => notices(one) !== null);
    const unnoticed = sample.filter((one) => !noticed.includes(one) && whyUnaskable(one) === null);
    const share = (100 * noticed.length) / (noticed.length + unnoticed.length);
    const named = unnoticed.map(({ file, path }) => `${file} ${path}`);
    expect(share, named.join("\n")).toBeGreaterThanOrEqual(BAR);
  });
});
