import { z } from "zod";
import { type FileReadings, readAgain } from "./knowledge-files.ts";

/** Changes when files come to other data than before. */
export const READINGS_FORMAT = 1;

const keptReadings = z.object({
  format: z.literal(READINGS_FORMAT),
  files: z.array(z.tuple([z.string(), z.string(), z.unknown()])),
});

/**
 * What files without problems came to, as JSON: parsing their YAML is most of the work of reading a knowledge, and a
 * change concerns few of them.
 */
export function writeReadings(readings: FileReadings): string {
  const files = [...readings].flatMap(([file, { text, data }]) =>
    data === undefined ? [] : [[file, text, data]],
  );
  return JSON.stringify({ format: READINGS_FORMAT, files });
}

/** What `writeReadings` wrote; files that no longer pass their schema are left out, and all where it is not whole. */
export function readReadings(json: string): FileReadings {
  const readings: FileReadings = new Map();
  for (const [file, text, data] of filesIn(json)) {
    const reading = readAgain(file, text, data);
    if (reading) readings.set(file, reading);
  }
  return readings;
}

function filesIn(json: string): z.infer<typeof keptReadings>["files"] {
  try {
    return keptReadings.parse(JSON.parse(json)).files;
  } catch {
    return [];
  }
}
