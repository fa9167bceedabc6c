import { z } from "zod";
import { blocsFile, initiativeFile } from "../src/knowledge/schema/initiative.ts";
import { countriesFile, namesFile, vocabularyFile, wordingFile } from "../src/knowledge/schema/language.ts";
import { nonSignatoriesFile, signatoryFile } from "../src/knowledge/schema/signatory.ts";
import { milestonesFile, sourcesFile, topicFile } from "../src/knowledge/schema/topic.ts";

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  blocs: blocsFile,
  countries: countriesFile,
  initiative: initiativeFile,
  milestones: milestonesFile,
  names: namesFile,
  "non-signatories": nonSignatoriesFile,
  signatory: signatoryFile,
  sources: sourcesFile,
  topic: topicFile,
  vocabulary: vocabularyFile,
  wording: wordingFile,
};

/** JSON Schemas for editors, made from the zod schemas: path -> content. */
export function generatedSchemas(): Array<[path: string, content: string]> {
  return Object.entries(SCHEMAS).map(([name, schema]) => [
    `knowledge/schema/${name}.schema.json`,
    `${JSON.stringify(z.toJSONSchema(schema, { io: "input" }), null, 2)}\n`,
  ]);
}
