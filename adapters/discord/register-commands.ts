import { createHash } from "node:crypto";
import { type REST, type RESTPutAPIApplicationCommandsJSONBody, Routes } from "discord.js";
import { failureWords } from "./reach.ts";

/** Remembers, over restarts, which commands Discord has been told of. */
export interface CommandsMemory {
  read(): Promise<string | null>;
  write(hash: string): Promise<void>;
}

export type Registration =
  | { readonly kind: "registered" }
  | { readonly kind: "unchanged" }
  /** The commands of last time stay; the next start tries again. */
  | { readonly kind: "failed"; readonly reason: string };

/** Tells Discord of the commands when they, or the application, changed since last time. */
export async function registerCommands(
  rest: REST,
  application: string,
  commands: RESTPutAPIApplicationCommandsJSONBody,
  memory: CommandsMemory,
): Promise<Registration> {
  const hash = createHash("sha256").update(JSON.stringify({ application, commands })).digest("hex");
  try {
    if ((await memory.read()) === hash) return { kind: "unchanged" };
    await rest.put(Routes.applicationCommands(application), { body: commands });
    await memory.write(hash);
    return { kind: "registered" };
  } catch (error) {
    return { kind: "failed", reason: failureWords(error) };
  }
}
