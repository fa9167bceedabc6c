import { rm, writeFile } from "node:fs/promises";
import { announce } from "../../adapters/terminal/announce-program.ts";
import { type Environment, startBot } from "../life-cycle/bot-process.ts";
import { inProcess } from "../terminal/in-process.ts";
import { countryFile, type NewCountry } from "./country-file.ts";
import { type Deployment, logged } from "./deployment.ts";

export const POLAND: NewCountry = {
  code: "PL",
  day: "2026-04-20",
  ordinal: 28,
  url: "https://example.org/poland-signs",
};
export const PATIENCE_MS = 120_000;

/** `npm run announce` within this process; the approval shows that it does the same as one of its own. */
export function operate(args: readonly string[], environment: Environment) {
  return inProcess(announce, args, environment);
}

/** A bot that is ready and connected. */
export async function started(environment: Environment) {
  const bot = startBot(environment);
  const signs = ["rollcall: ready", "slack: started", "discord: started"];
  await Promise.all(signs.map((part) => logged(bot, part)));
  return bot;
}

export async function stopped(bot: ReturnType<typeof startBot>): Promise<void> {
  bot.signal("SIGTERM");
  await bot.ended;
}

/** Writes the file of a country into the knowledge of a deployment. */
export async function add({ environment }: Deployment, country: NewCountry): Promise<void> {
  const file = `${environment.KNOWLEDGE_DIR}/signatories/poland.yaml`;
  await rm(file, { force: true });
  await writeFile(file, countryFile(country));
}

/** How many messages stand in the channels for news. */
export function posts({ slack, discord, news }: Deployment) {
  return { slack: slack.messages(news.slack).length, discord: discord.messages(news.discord).length };
}
