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
  /** Keeps the file in its place, or says what its schema found wrong. */
  take(file: string, name: string, data: unknown, into: KnowledgeFiles): readonly z.core.$ZodIssue[];
}

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
export function readKnowledgeTexts(texts: ReadonlyMap<string, string>): {
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
  for (const file of [...texts.keys()].sort()) problems.push(...readOne(file, texts.get(file) ?? "", files));
  return { files, problems };
}

function readOne(file: string, text: string, into: KnowledgeFiles): readonly Problem[] {
  for (const { pattern, take } of KINDS) {
    const name = pattern.exec(file)?.[1];
    if (name === undefined) continue;
    const yaml = parseYaml(file, text);
    if ("problems" in yaml) return yaml.problems;
    return describeIssues(file, yaml, take(file, name, yaml.data, into));
  }
  return [
    {
      file,
      path: "",
      message: "is not a file that knowledge/ knows",
      hint: "Signatories go to signatories/<country>.yaml, topics to topics/<id>.yaml; see knowledge/schema/.",
    },
  ];
}

function kind<T>(
  pattern: RegExp,
  schema: z.ZodType<T>,
  place: (files: KnowledgeFiles) => Array<Parsed<T>>,
): Kind {
  return {
    pattern,
    take(file, name, data, into) {
      const result = schema.safeParse(data, { reportInput: true });
      if (!result.success) return result.error.issues;
      place(into).push({ file, name, data: result.data });
      return [];
    },
  };
}
