import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { afterAll, describe, expect, it } from "vitest";
import { ask } from "../../adapters/terminal/ask-program.ts";
import { countryFile } from "../end-to-end/country-file.ts";
import { knowledgeCopy } from "../end-to-end/deployment.ts";
import { dataFolder } from "../fixtures/data-folder.ts";
import { askIn, type Run } from "./ask-process.ts";
import { inProcess } from "./in-process.ts";

/** Each test runs whole programs, on a machine that may have other work. */
const BUSY = { timeout: 60_000 };

const dataDir = await dataFolder(afterAll);
const askProcess = askIn(dataDir);

function runAsk(args: readonly string[], { env }: Pick<Run, "env"> = {}) {
  return inProcess(ask, args, { DATA_DIR: dataDir, ...env });
}

/** Line ends are the only control characters that may come out. */
const CONTROL = /[^\P{Cc}\n]/u;
const POLAND = { code: "PL", day: "2026-04-20", ordinal: 28, url: "https://example.org/poland-signs" };

describe("npm run ask as a process of its own", BUSY, () => {
  const ENDS: ReadonlyArray<[code: number, args: readonly string[]]> = [
    [0, ["has Norway signed?"]],
    [1, ["--json", "--suggest", "has", "Norway", "signed", "the", "Paris", "Agreement?"]],
    [2, []],
  ];
  it.for(ENDS)("ends with %i when given %j, and writes the same as within this one", async ([code, args]) => {
    const ended = await askProcess(args);
    expect(ended.code).toBe(code);
    expect(ended).toEqual(await runAsk(args));
  });
});

describe("npm run ask with a question", BUSY, () => {
  const ASKED: ReadonlyArray<[question: string, code: number, says: readonly RegExp[]]> = [
    [
      "has Norway signed?",
      0,
      [
        /^Yes\. Norway signed on 14 June 2019, the 21st country to do so\.$/m,
        /^As of \d+ \w+ \d{4}\. Sources:$/m,
        /^ {2}Norway signs .* \(European Commission, 2019-06-14\) <https:\/\/ec\.europa\.eu\/\S+>$/m,
      ],
    ],
    [
      "did Latvia join before Croatia?",
      0,
      [
        /^No\. /,
        /12 November 2018/,
        /21 September 2018/,
        /latvia-signs-genom\S+>$/m,
        /\/croatia-signs-\S+>$/m,
      ],
    ],
    ["has Norway signed the Paris Agreement?", 1, [/Paris/, /^(?!.*https:)(?!Yes)/s]],
    ["", 1, [/for example “Has Norway signed\?”/]],
    ["\u001b]0;title\u0007has \u001b[31mAtlantis\u009b2J\u0001 signed?\b\r", 1, [/Atlantis/]],
  ];
  for (const [question, code, says] of ASKED) {
    it(`answers ${JSON.stringify(question)} and ends with ${code}`, async () => {
      const ended = await runAsk([question], { env: { TERM: "xterm-256color", FORCE_COLOR: "1" } });
      expect({ ...ended, stdout: "" }).toEqual({ code, stdout: "", stderr: "" });
      for (const part of says) expect(ended.stdout).toMatch(part);
      expect(ended.stdout).not.toMatch(CONTROL);
    });
  }

  it("reads the words of a question that was not quoted, and 500 characters of 100,000", async () => {
    const words = ["has", "Norway", "signed?", "x".repeat(100_000)];
    const { code, stdout } = await runAsk(words);
    expect([code, stdout.length < 2_000]).toEqual([1, true]);
    expect(stdout).toContain("500");
  });

  it("answers as documented data with --json", async () => {
    const { code, stdout } = await runAsk(["--json", "--lang", "en", "has Norway signed?"]);
    const answer = JSON.parse(stdout);
    expect([code, stdout.split("\n").length]).toEqual([0, 2]);
    expect(Object.keys(answer)).toEqual([
      ...["language", "outcome", "query", "text", "facts", "sources", "asOf", "knowledge", "suggestions"],
    ]);
    expect(answer).toEqual({
      language: "en",
      outcome: "answered",
      query: expect.objectContaining({ op: "status", countries: ["NO"] }),
      text: "Yes. Norway signed on 14 June 2019, the 21st country to do so.",
      facts: {
        verdict: "yes",
        countries: ["NO"],
        possible: [],
        dates: ["2019-06-14"],
        number: 21,
        range: null,
      },
      sources: expect.arrayContaining([
        {
          id: "ec-norway-2019",
          title: "Norway signs the 1 Million Genomes Declaration",
          publisher: "European Commission",
          url: expect.stringMatching(/^https:\/\/ec\.europa\.eu\//),
          published: "2019-06-14",
        },
      ]),
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      knowledge: expect.stringMatching(/^[0-9a-f]{7}$/),
      suggestions: [],
    });
  });

  it("suggests what could be asked with --suggest", async () => {
    const { code, stdout } = await runAsk(["--json", "--suggest", "has Norway signed the Paris Agreement?"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).suggestions).toContain("Has Norway signed?");
  });

  it("answers for the day of --today", async () => {
    const question = "who signed this year?";
    const [earlier, later] = await Promise.all([
      runAsk(["--json", "--today", "2019-08-01", question]),
      runAsk(["--json", "--today", "2020-08-01", question]),
    ]);
    expect(JSON.parse(earlier.stdout).facts.countries).toContain("NO");
    expect(JSON.parse(later.stdout).facts.countries).not.toContain("NO");
  });
});

describe("npm run ask with another knowledge folder", BUSY, () => {
  it("answers from it, and makes no data folder where there is none", async () => {
    const folder = await knowledgeCopy();
    await writeFile(`${folder}/signatories/poland.yaml`, countryFile(POLAND));
    const asked = ["has Poland signed?"];
    const DATA_DIR = `${folder}/data`;
    const [byOption, byEnvironment] = await Promise.all([
      runAsk(["--knowledge", folder, ...asked], { env: { DATA_DIR } }),
      runAsk(asked, { env: { DATA_DIR, KNOWLEDGE_DIR: folder } }),
    ]);
    expect(byOption.code).toBe(0);
    expect(byOption.stdout).toMatch(/^Yes\. Poland signed on 20 April 2026, the 28th/);
    expect(byOption.stdout).toContain(POLAND.url);
    expect(byEnvironment).toEqual(byOption);
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  it("reports all problems of one that is broken, and answers nothing", async () => {
    const folder = await knowledgeCopy();
    await writeFile(`${folder}/signatories/poland.yaml`, countryFile({ ...POLAND, day: "2026-02-30" }));
    await writeFile(`${folder}/signatories/latvia.yaml`, "country: [LV\n");
    const { code, stdout, stderr } = await runAsk(["--knowledge", folder, "has Norway signed?"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/signatories\/poland\.yaml.*2026-02-30/);
    expect(stderr).toContain("signatories/latvia.yaml");
  });
});

describe("npm run ask, used wrongly", BUSY, () => {
  const WRONG: ReadonlyArray<[args: readonly string[], says: string]> = [
    [[], "no question and no terminal"],
    [["--unheard-of", "has Norway signed?"], "--unheard-of"],
    [["--json"], "--json needs a question"],
    [["--lang", "xx", "has Norway signed?"], "use one of de, en"],
    [["--knowledge", "/nowhere", "has Norway signed?"], "/nowhere"],
  ];
  for (const [args, says] of WRONG) {
    it(`ends with 2 when given ${JSON.stringify(args)}`, async () => {
      const { code, stdout, stderr } = await runAsk(args);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(says);
      expect(stderr).not.toMatch(/\bat .*\.js:\d/);
    });
  }

  it("has help", async () => {
    const { code, stdout } = await runAsk(["--help"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("--jsonl")]);
  });
});
