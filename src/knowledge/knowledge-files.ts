import type { z } from "zod";
import { describeIssues } from "./describe-issue.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { Problem } from "./problem.ts";
import { type BlocsFile, blocsFile, type InitiativeFile, initiativeFile } from "./schema/initiative.ts";
import {
  type CountriesFile,
  countriesFile,
  type NamesFile,
  namesFile,
  type VocabularyFile,
  vocabularyFile,
  type WordingFile,
  wordingFile,
} from "./schema/language.ts";
import {
  type NonSignatoriesFile,
  nonSignatoriesFile,
  type SignatoryFile,
  signatoryFile,
} from "./schema/signatory.ts";
import {
  type MilestonesFile,
  milestonesFile,
  type SourcesFile,
  sourcesFile,
  type TopicFile,
  topicFile,
} from "./schema/topic.ts";

/** One file of the folder after its schema, with its path for error messages. */
export interface Parsed<T> {
  readonly file: string;
  /** File name without folder and ending: `norway`; for a language the folder's name. */
  readonly name: string;
  readonly data: T;
}

/** All files of `knowledge/`, each checked by itself and none against another. */
export interface KnowledgeFiles {
  readonly initiative: Array<Parsed<InitiativeFile>>;
  readonly blocs: Array<Parsed<BlocsFile>>;
  readonly milestones: Array<Parsed<MilestonesFile>>;
  readonly nonSignatories: Array<Parsed<NonSignatoriesFile>>;
  readonly sources: Array<Parsed<SourcesFile>>;
  readonly signatories: Array<Parsed<SignatoryFile>>;
  readonly topics: Array<Parsed<TopicFile>>;
  readonly vocabularies: Array<Parsed<VocabularyFile>>;
  readonly countries: Array<Parsed<CountriesFile>>;
  readonly wordings: Array<Parsed<WordingFile>>;
  readonly names: Array<Parsed<NamesFile>>;
}

interface Kind {
  readonly pattern: RegExp;
  /** How to put the file in its place, or what its schema found wrong. */
  read(file: string, name: string, data: unknown): FileReading["place"] | readonly z.core.$ZodIssue[];
}

/** What one file came to: problems, or what to put where. */
interface FileReading {
  readonly text: string;
  /** As plain data; undefined where there are problems. */
  readonly data: unknown;
  readonly problems: readonly Problem[];
  readonly place: (into: KnowledgeFiles) => void;
}

/** Readings of files by path: a file whose text is the same is not read again. */
export type FileReadings = Map<string, FileReading>;

const KINDS: readonly Kind[] = [
  kind(/^(initiative)\.yaml$/, initiativeFile, ({ initiative }) => initiative),
  kind(/^(blocs)\.yaml$/, blocsFile, ({ blocs }) => blocs),
  kind(/^(milestones)\.yaml$/, milestonesFile, ({ milestones }) => milestones),
  kind(/^(non-signatories)\.yaml$/, nonSignatoriesFile, ({ nonSignatories }) => nonSignatories),
  kind(/^(sources)\.yaml$/, sourcesFile, ({ sources }) => sources),
  kind(/^signatories\/([a-z-]+)\.yaml$/, signatoryFile, ({ signatories }) => signatories),
  kind(/^topics\/([a-z0-9-]+)\.yaml$/, topicFile, ({ topics }) => topics),
  kind(/^languages\/([a-z]{2,3})\/vocabulary\.yaml$/, vocabularyFile, ({ vocabularies }) => vocabularies),
  kind(/^languages\/([a-z]{2,3})\/countries\.yaml$/, countriesFile, ({ countries }) => countries),
  kind(/^languages\/([a-z]{2,3})\/wording\.yaml$/, wordingFile, ({ wordings }) => wordings),
  kind(/^languages\/([a-z]{2,3})\/names\.yaml$/, namesFile, ({ names }) => names),
];

/** Reads each file by the schema that its path asks for. Reports all problems of all files. */
export function readKnowledgeTexts(
  texts: ReadonlyMap<string, string>,
  readings: FileReadings,
): {
  readonly files: KnowledgeFiles;
  readonly problems: readonly Problem[];
} {
  const files: KnowledgeFiles = {
    initiative: [],
    blocs: [],
    milestones: [],
    nonSignatories: [],
    sources: [],
    signatories: [],
    topics: [],
    vocabularies: [],
    countries: [],
    wordings: [],
    names: [],
  };
  const problems: Problem[] = [];
  for (const file of [...texts.keys()].sort()) {
    const text = texts.get(file) ?? "";
    const before = readings.get(file);
    const reading = before?.text === text ? before : readOne(file, text);
    readings.set(file, reading);
    reading.place(files);
    problems.push(...reading.problems);
  }
  return { files, problems };
}

const NOWHERE: FileReading["place"] = () => undefined;

/** What `text` came to when it was read as `data` before; null where its schema does not take that. */
export function readAgain(file: string, text: string, data: unknown): FileReading | null {
  const place = readerOf(file)?.(data);
  return typeof place === "function" ? { text, data, problems: [], place } : null;
}

function readOne(file: string, text: string): FileReading {
  const read = readerOf(file);
  if (!read) return { text, ...unknownFile(file) };
  const yaml = parseYaml(file, text);
  if ("problems" in yaml) return { text, ...unread(yaml.problems) };
  const result = read(yaml.data);
  return typeof result === "function"
    ? { text, data: yaml.data, problems: [], place: result }
    : { text, ...unread(describeIssues(file, yaml, result)) };
}

function readerOf(file: string): ((data: unknown) => ReturnType<Kind["read"]>) | null {
  for (const { pattern, read } of KINDS) {
    const name = pattern.exec(file)?.[1];
    if (name !== undefined) return (data) => read(file, name, data);
  }
  return null;
}

function unread(problems: readonly Problem[]): Omit<FileReading, "text"> {
  return { data: undefined, problems, place: NOWHERE };
}

function unknownFile(file: string): Omit<FileReading, "text"> {
  const problem: Problem = {
    file,
    path: "",
    message: "is not a file that knowledge/ knows",
    hint: "Signatories go to signatories/<country>.yaml, topics to topics/<id>.yaml; see knowledge/schema/.",
  };
  return unread([problem]);
}

function kind<T>(
  pattern: RegExp,
  schema: z.ZodType<T>,
  place: (files: KnowledgeFiles) => Array<Parsed<T>>,
): Kind {
  return {
    pattern,
    read(file, name, data) {
      const result = schema.safeParse(data, { reportInput: true });
      if (!result.success) return result.error.issues;
      const parsed = { file, name, data: result.data };
      return (into) => void place(into).push(parsed);
    },
  };
}
