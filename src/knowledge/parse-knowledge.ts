import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { buildLanguages } from "./build-language.ts";
import { buildAbsences, buildSignatories } from "./build-signatories.ts";
import { buildBlocs, buildInitiative, buildMilestones, buildTopics } from "./build-topics.ts";
import type { Day } from "./day.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import { type FileReadings, type KnowledgeFiles, readKnowledgeTexts } from "./knowledge-files.ts";
import type { Problem, ProblemAcross } from "./problem.ts";
import { rules } from "./rules/rules.ts";
import { createSourceBook } from "./source-book.ts";

export type ParseResult =
  | { readonly knowledge: KnowledgeBase; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

const SINGLE = ["initiative", "blocs", "milestones", "nonSignatories", "sources"] as const;
const SINGLE_FILE = {
  initiative: "initiative.yaml",
  blocs: "blocs.yaml",
  milestones: "milestones.yaml",
  nonSignatories: "non-signatories.yaml",
  sources: "sources.yaml",
} as const;

/**
 * Reads `knowledge/` (path relative to it -> text) and checks it, each file and across files.
 *
 * Gives the knowledge, or every problem found. `today` is the day against which "no date to come" is checked;
 * `readings` keeps what files came to, so that the next call reads only those that changed.
 */
export function parseKnowledge(
  texts: ReadonlyMap<string, string>,
  today: Day,
  readings: FileReadings = new Map(),
): ParseResult {
  const { files, problems } = readKnowledgeTexts(texts, readings);
  const missing = missingFiles(files, problems);
  const [initiative] = files.initiative;
  if (!initiative) return { problems: [...problems, ...missing] };

  const book = createSourceBook(files.sources, [
    ...files.signatories,
    ...files.nonSignatories,
    ...files.blocs,
    ...files.milestones,
    ...files.topics,
    ...files.initiative,
  ]);
  const blocs = buildBlocs(files.blocs, book);
  const { signatories, problems: signatoryProblems } = buildSignatories(files.signatories, book);
  const { languages, problems: languageProblems } = buildLanguages(files);
  const hash = hashOf(texts);
  const built = buildInitiative(initiative, book);
  const knowledge: KnowledgeBase = {
    version: hash.slice(0, 7),
    hash,
    asOf: [...signatories.values()].reduce(
      (latest, { signed }) => (signed.latest > latest ? signed.latest : latest),
      built.asOf.day,
    ),
    initiative: built,
    signatories,
    absences: buildAbsences(files.nonSignatories, signatories, book),
    milestones: buildMilestones(files.milestones, book),
    topics: buildTopics(files.topics, book),
    blocs,
    sources: book.all(),
    languages,
  };
  const unread = new Set([...problems, ...missing].map(({ file }) => file));
  const across: readonly ProblemAcross[] = [
    ...signatoryProblems,
    ...languageProblems,
    ...book.problems,
    ...rules.flatMap(({ check }) => check({ knowledge, files, today })),
  ];
  const found = [...problems, ...missing, ...across.filter((problem) => !followsFrom(problem, unread))];
  return found.length > 0 ? { problems: found } : { knowledge, warnings: book.unused() };
}

/** A file that cannot be read makes others look wrong: what needs it is told once it can be read. */
function followsFrom({ file, needs }: ProblemAcross, unread: ReadonlySet<string>): boolean {
  return unread.has(file) || (needs !== undefined && [...unread].some((path) => path.startsWith(needs)));
}

function missingFiles(files: KnowledgeFiles, problems: readonly Problem[]): Problem[] {
  const missing = SINGLE.filter(
    (key) => files[key].length === 0 && !problems.some(({ file }) => file === SINGLE_FILE[key]),
  ).map((key) => SINGLE_FILE[key]);
  const english = files.vocabularies.some(({ name }) => name === "en");
  const broken = problems.some(({ file }) => file === "languages/en/vocabulary.yaml");
  return [...missing, ...(english || broken ? [] : ["languages/en/vocabulary.yaml"])].map((file) => ({
    file,
    path: "",
    message: "is missing",
    hint: "Restore it; knowledge/ cannot be read without it.",
  }));
}

/** SHA-256 over all paths and texts, in order of path. */
export function hashOf(texts: ReadonlyMap<string, string>): string {
  const digest = sha256.create();
  for (const path of [...texts.keys()].sort()) {
    const text = texts.get(path) ?? "";
    digest.update(utf8ToBytes(`${path}\0${text.length}\0${text}`));
  }
  return bytesToHex(digest.digest());
}
