import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { storeIn } from "../../adapters/store/address.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { curate } from "../../adapters/terminal/curate-program.ts";
import { dataFolder } from "../fixtures/data-folder.ts";
import { tempFolder } from "../store/temp-folder.ts";
import { runProgram } from "./ask-process.ts";
import { inProcess } from "./in-process.ts";

const PROGRAM = fileURLToPath(new URL("../../dist/adapters/terminal/curate.js", import.meta.url));

describe("npm run curate", { timeout: 60_000 }, () => {
  it("puts like questions together, those of most people first, with what would answer them", async () => {
    const folder = await withQuestions();
    const { code, stdout } = await run(["unanswered", "--stubs"], folder);
    expect(code).toBe(0);
    const [first, second] = stdout.split("\n\n");
    expect(first).toContain('"What is the Genome Fair?"  en, not-understood, 2 people, asked 3 times');
    expect(first).toMatch(/a topic of its own\? knowledge\/topics\/.*\.yaml/);
    expect(first).toContain("--- test/corpus/en/");
    expect(second).toContain('"why did Poland not sign?"  en, not-on-record, 1 person, asked 1 time');
    expect(second).toContain("a fact to find: knowledge/");
  });

  it("gives the same as JSON Lines, and never says who asked", async () => {
    const folder = await withQuestions();
    for (const name of ["unanswered", "feedback"]) {
      const { stdout } = await run([name, "--json"], folder);
      const lines = stdout.trimEnd().split("\n");
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) expect(JSON.parse(line)).toBeTypeOf("object");
      expect(stdout).not.toContain("U0ANN");
    }
  });

  it("shows what people think, newest first, without letting their words steer the terminal", async () => {
    const { stdout } = await run(["feedback", "--top", "2"], await withQuestions());
    expect(stdout).toBe(
      '2026-09-21 14:13  not helpful  "has  [31mNorway signed?"\n' +
        "2026-09-21 14:13  helpful      a question that is no longer kept\n",
    );
  });

  it("lets no question steer the terminal, in stubs and in JSON Lines neither", async () => {
    const folder = await dataFolder();
    const { curation, close } = await openStore(storeIn(folder));
    const question = "what is \u009b31m\u202eXyzzy\u{e0041}?";
    const kept = { user: "slack:T1:U0ANN", at: NOW, question, language: "en" };
    await curation.keepUnanswered({ ...kept, id: "q1", outcome: "not-understood" });
    await curation.rate({ ...kept, id: "q1", helpful: false });
    await close();
    for (const args of [
      ["unanswered", "--stubs"],
      ["unanswered", "--json"],
      ["feedback", "--json"],
    ]) {
      const { stdout } = await run(args, folder);
      expect(stdout).toMatch(/Xyzzy/i);
      expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    }
    const { stdout } = await run(["feedback", "--json"], folder);
    expect(JSON.parse(stdout)).toMatchObject({ question });
  });

  it("ends in peace when its reader has seen enough", async () => {
    const folder = await dataFolder();
    const { curation, close } = await openStore(storeIn(folder));
    const rating = { user: "slack:T1:U0ANN", at: NOW, language: "en", question: "long ".repeat(1_000) };
    for (let id = 0; id < 100; id += 1) await curation.rate({ ...rating, id: `q${id}`, helpful: true });
    await close();
    const seen = { env: { DATA_DIR: folder }, readsOnce: true };
    const { code, stderr } = await runProgram(process.execPath, [PROGRAM, "feedback", "--top", "100"], seen);
    expect([code, stderr]).toEqual([0, ""]);
  });

  it("says so when nothing is kept, when there is no store, and what is wrong with the command line", async () => {
    const folder = await dataFolder();
    expect(await run(["unanswered"], folder)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("no store yet"),
    });
    await (await openStore(storeIn(folder))).close();
    expect((await run(["unanswered"], folder)).stdout).toContain("No question is kept");
    expect((await run(["feedback"], folder)).stdout).toContain("Nobody has rated");
    for (const args of [[], ["tidy"], ["feedback", "--top", "0"], ["unanswered", "more"], ["--colour"]]) {
      expect((await run(args, folder)).code).toBe(2);
    }
  });

  it("does the same as a process of its own", async () => {
    const folder = await withQuestions();
    const own = await runProgram(process.execPath, [PROGRAM, "feedback"], { env: { DATA_DIR: folder } });
    expect(own).toEqual(await run(["feedback"], folder));
    expect(
      (await runProgram(process.execPath, [PROGRAM], { env: { DATA_DIR: await tempFolder() } })).code,
    ).toBe(2);
  });
});

function run(args: readonly string[], folder: string) {
  return inProcess(curate, args, { DATA_DIR: folder });
}

const NOW = 1_790_000_000_000;

async function withQuestions(): Promise<string> {
  const folder = await dataFolder();
  const { curation, close } = await openStore(storeIn(folder));
  const asked = [
    ["q1", "slack:T1:U0ANN", "What is the Genome Fair?", "not-understood"],
    ["q2", "slack:T1:U0BOB", "what is the genome fair", "not-understood"],
    ["q3", "slack:T1:U0BOB", "What is the Genome Fair?", "not-understood"],
    ["q4", "slack:T1:U0ANN", "why did Poland not sign?", "not-on-record"],
  ] as const;
  for (const [id, user, question, outcome] of asked) {
    await curation.keepUnanswered({ id, user, at: NOW, question, language: "en", outcome });
  }
  const rating = { user: "slack:T1:U0ANN", language: "en" };
  const words = "has \u001b[31mNorway signed?";
  await curation.rate({ ...rating, id: "a", at: NOW, helpful: true, question: null });
  await curation.rate({ ...rating, id: "b", at: NOW + 1, helpful: false, question: words });
  await close();
  return folder;
}
