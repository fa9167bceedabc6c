import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
} from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { typedWords } from "../../adapters/discord/announcements-command.ts";
import { commandsIn } from "../../adapters/discord/commands.ts";
import { parseCommand } from "../../src/subscriptions/parse-command.ts";
import { parseSettings } from "../../src/subscriptions/parse-settings.ts";
import { termsOf } from "../../src/subscriptions/terms.ts";
import { commandWords } from "../../src/wording/command-words.ts";
import { openEngine } from "../questions/engine.ts";

const { knowledge } = await openEngine();
const commands = commandsIn((locale) => commandWords(knowledge, locale));
const LOCALES = ["de", "en-GB", "en-US", "es-419", "es-ES", "fr", "no", "pl"];

/** A command, an option or a choice: all that has a name. */
const named = z.object({
  type: z.int().optional(),
  name: z.string(),
  name_localizations: z.record(z.string(), z.string()).optional(),
  description: z.string().optional(),
  description_localizations: z.record(z.string(), z.string()).optional(),
  value: z.string().optional(),
  get options() {
    return z.array(named).optional();
  },
  get choices() {
    return z.array(named).optional();
  },
});
type Named = z.output<typeof named>;

const parsed = commands.map((command) => named.parse(command));
const typed = parsed.filter(({ type }) => type === ApplicationCommandType.ChatInput);

function within(one: Named): Named[] {
  return [one, ...[...(one.options ?? []), ...(one.choices ?? [])].flatMap(within)];
}

/** Characters of the longest way to say it. */
function longest(text: string | undefined, localised: Readonly<Record<string, string>> | undefined): number {
  return Math.max(...[text ?? "", ...Object.values(localised ?? {})].map(({ length }) => length));
}

function weight(one: Named): number {
  const own =
    longest(one.name, one.name_localizations) + longest(one.description, one.description_localizations);
  const inside = [...(one.options ?? []), ...(one.choices ?? [])].map(weight);
  return [own, one.value?.length ?? 0, ...inside].reduce((sum, next) => sum + next, 0);
}

/** What each choice of a sub-command comes to, as if it had been typed. */
function typedChoices(verb: Named): string[] {
  const chosen = (option: Named) => (option.choices ?? []).map(({ value = "" }) => ({ option, value }));
  return (verb.options ?? [])
    .flatMap(chosen)
    .map(({ option, value }) => typedWords(verb.name, (name) => (name === option.name ? value : null)));
}

const all = typed.flatMap(within);
const withAbout = all.filter(({ value }) => value === undefined);

describe("the commands as Discord is told of them", () => {
  it("are said in every language that both the bot and Discord know", () => {
    for (const one of parsed.flatMap(within)) {
      if (one.value !== undefined && one.name_localizations === undefined) continue;
      expect([one.name, Object.keys(one.name_localizations ?? {}).sort()]).toEqual([one.name, LOCALES]);
    }
    for (const one of withAbout) {
      expect([one.name, Object.keys(one.description_localizations ?? {}).sort()]).toEqual([
        one.name,
        LOCALES,
      ]);
    }
    expect(Object.values(Locale)).toEqual(expect.arrayContaining(LOCALES));
  });

  it("have names that Discord takes: lower case, without spaces, at most 32 characters", () => {
    for (const { name, name_localizations = {} } of withAbout) {
      for (const word of [name, ...Object.values(name_localizations)]) {
        expect(word).toMatch(/^[-_'\p{L}\p{N}]{1,32}$/u);
        expect(word).toBe(word.toLocaleLowerCase());
      }
    }
  });

  it("describe themselves in 1 to 100 characters, and choices too", () => {
    const descriptions = withAbout.flatMap((one) => [
      one.description,
      ...Object.values(one.description_localizations ?? {}),
    ]);
    const choices = all.flatMap(({ value, name, name_localizations = {} }) =>
      value === undefined ? [] : [value, name, ...Object.values(name_localizations)],
    );
    for (const text of [...descriptions, ...choices]) expect(text).toMatch(/^.{1,100}$/u);
  });

  it("name no two commands, and no two options of one command, alike in any language", () => {
    for (const siblings of [typed, ...all.map(({ options }) => options ?? [])]) {
      for (const locale of LOCALES) {
        const names = siblings.map(({ name_localizations }) => name_localizations?.[locale]);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  it("stay within 8,000 characters a command, the longest language counted", () => {
    for (const command of typed)
      expect([command.name, weight(command) <= 8000]).toEqual([command.name, true]);
  });

  it("can be used in servers and all direct messages, added to a server or by one person", () => {
    for (const command of commands.filter(({ name }) => name !== "announcements")) {
      expect(command).toMatchObject({
        contexts: [
          InteractionContextType.Guild,
          InteractionContextType.BotDM,
          InteractionContextType.PrivateChannel,
        ],
        integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
      });
    }
  });

  it("keep the command for announcements to servers, and to who manages channels there", () => {
    const command = commands.find(({ name }) => name === "announcements");
    expect(command).toMatchObject({
      contexts: [InteractionContextType.Guild],
      integration_types: [ApplicationIntegrationType.GuildInstall],
      default_member_permissions: String(1 << 4),
    });
  });

  it("offer the languages that the knowledge has, and nothing that a channel would not understand", () => {
    const terms = termsOf(knowledge);
    const verbs = parsed.find(({ name }) => name === "announcements")?.options ?? [];
    expect(verbs.map(({ name }) => name)).toContain("settings");
    for (const text of verbs.flatMap(typedChoices)) {
      const read = parseSettings(text, terms) ?? parseCommand(text, terms);
      expect([text, read?.kind === "command" || read?.kind === "settings"]).toEqual([text, true]);
    }
    const language = verbs
      .find(({ name }) => name === "subscribe")
      ?.options?.find(({ name }) => name === "language");
    expect(language?.choices?.map(({ value }) => value).sort()).toEqual(
      [...knowledge.languages.keys()].sort(),
    );
  });
});
