import { fileURLToPath } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import type { Forms, LanguagePack } from "../../src/knowledge/language-pack.ts";
import type { ArgumentKind } from "../../src/wording/arguments.ts";
import { MESSAGES } from "../../src/wording/sentences.ts";
import { openEngine, TODAY } from "../questions/engine.ts";
import { SAMPLE_QUERIES } from "./sample-queries.ts";

const { knowledge, rollcall } = await openEngine();
const COUNTRIES = [...knowledge.signatories.keys(), ...knowledge.absences.keys()];
const NUMBERS = [0, 1, 2, 3, 5, 11, 21, 22, 28];

function messageOf(pack: LanguagePack, id: string): IntlMessageFormat {
  return new IntlMessageFormat(pack.messages[id] ?? "", pack.locale, undefined, { ignoreTag: true });
}

/** Every argument that a parsed message uses, in its branches too. */
function argumentsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(argumentsIn);
  if (typeof node !== "object" || node === null) return [];
  // In the parser's tree a literal is of type 0 and "#" of type 7; all else with a value names an argument.
  const own =
    "type" in node && "value" in node && node.type !== 0 && node.type !== 7 ? [String(node.value)] : [];
  return [
    ...own,
    ...Object.entries(node).flatMap(([key, child]) => (key === "location" ? [] : argumentsIn(child))),
  ];
}

/** What `createWording` can fill in for an argument: a name has its agreement and the cases that all names have. */
function suppliedFor(name: string, kind: ArgumentKind, pack: LanguagePack): readonly string[] {
  if (kind === "phrases") return [name, `${name}_given`];
  if (kind !== "country" && kind !== "bloc") return [name];
  const forms =
    kind === "bloc" ? [...pack.blocs.values()] : COUNTRIES.map((code) => pack.countries.get(code));
  return [name, `${name}_number`, `${name}_gender`, ...sharedCases(forms).map((key) => `${name}_${key}`)];
}

function sharedCases(forms: ReadonlyArray<Forms | undefined>): readonly string[] {
  const [first, ...others] = forms.map((form) => Object.keys(form?.cases ?? {}));
  return (first ?? []).filter((key) => others.every((keys) => keys.includes(key)));
}

function phrasesFor(name: string): Array<[string, string]> {
  return [
    [name, " TEXT"],
    [`${name}_given`, "yes"],
  ];
}

/** A text for each of an argument's names, so that only the message itself can go wrong. */
function valuesFor(
  id: keyof typeof MESSAGES,
  pack: LanguagePack,
  country: Forms | undefined,
  number: number,
) {
  return Object.fromEntries(
    Object.entries(MESSAGES[id]).flatMap(([name, kind]) => valuesOf(name, kind, pack, country, number)),
  );
}

function valuesOf(
  name: string,
  kind: ArgumentKind,
  pack: LanguagePack,
  country: Forms | undefined,
  number: number,
): Array<[string, string | number]> {
  if (kind === "number") return [[name, number]];
  if (kind === "phrases") return phrasesFor(name);
  if (kind !== "country" && kind !== "bloc") return [[name, "TEXT"]];
  const forms = kind === "country" ? country : [...pack.blocs.values()][0];
  return [
    [name, forms?.subject ?? "TEXT"],
    [`${name}_number`, forms?.number ?? "one"],
    [`${name}_gender`, forms?.gender ?? "neuter"],
    ...Object.entries(forms?.cases ?? {}).map(([key, form]): [string, string] => [`${name}_${key}`, form]),
  ];
}

const IDS = [...Object.keys(MESSAGES)].filter((id): id is keyof typeof MESSAGES => id in MESSAGES);

for (const pack of knowledge.languages.values()) {
  describe(`languages/${pack.code}/wording.yaml`, () => {
    it("has exactly the messages that answers are worded with", () => {
      expect(Object.keys(pack.messages).sort()).toEqual([...IDS].sort());
    });

    it("uses only arguments that are there for every country", () => {
      const unknown = IDS.flatMap((id) => {
        const supplied = Object.entries(MESSAGES[id]).flatMap(([name, kind]) =>
          suppliedFor(name, kind, pack),
        );
        const used = argumentsIn(messageOf(pack, id).getAst());
        return used.filter((name) => !supplied.includes(name)).map((name) => `${id}: {${name}}`);
      });
      expect([...new Set(unknown)]).toEqual([]);
    });

    it("tells every fact that a message is given, but for numbers that only choose words", () => {
      const untold = IDS.flatMap((id) => {
        const used = argumentsIn(messageOf(pack, id).getAst());
        return Object.entries(MESSAGES[id])
          .filter(
            ([name, kind]) =>
              kind !== "number" && !used.some((one) => one === name || one.startsWith(`${name}_`)),
          )
          .map(([name]) => `${id}: {${name}}`);
      });
      expect(untold).toEqual([]);
    });

    it("renders every message for every country and number, without a brace or a gap", () => {
      const torn = IDS.flatMap((id) => {
        const message = messageOf(pack, id);
        return COUNTRIES.flatMap((code, index) => {
          const number = NUMBERS[index % NUMBERS.length] ?? 1;
          const text = String(message.format(valuesFor(id, pack, pack.countries.get(code), number)));
          return /[{}]|undefined|\bnull\b|NaN|\s\s|\s[.,]/.test(text) || text.trim() === ""
            ? [`${id}: ${text}`]
            : [];
        });
      });
      expect([...new Set(torn)]).toEqual([]);
    });

    it("names every signatory and every country without a signature", () => {
      expect(COUNTRIES.filter((code) => !pack.countries.has(code))).toEqual([]);
    });

    it("words one answer of each kind as a reviewer has read it", async () => {
      const texts = SAMPLE_QUERIES.map((query) => {
        const { text, outcome } = rollcall.answer(query, { today: TODAY, language: pack.code });
        return `${JSON.stringify(query)}\n${outcome}: ${text}\n`;
      });
      const file = fileURLToPath(new URL(`snapshots/${pack.code}.txt`, import.meta.url));
      await expect(texts.join("\n")).toMatchFileSnapshot(file);
    });
  });
}

describe("the sample answers", () => {
  it("hold one of each kind of question", () => {
    const known = new Set(SAMPLE_QUERIES.map(({ op }) => op));
    expect(known.size).toBe(27);
  });
});
