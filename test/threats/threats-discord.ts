import type { Threat } from "./threats.ts";

const ESCAPE = "adapters/discord/escape.ts";
const FORMAT = "adapters/discord/format.ts";
const SAID = "adapters/discord/said.ts";
const ATTACKS = "test/discord/attacks.test.ts";
const MESSAGES = "test/discord/messages.test.ts";

export const DISCORD_THREATS: readonly Threat[] = [
  {
    attack: "Discord: a question, name or page of the knowledge holds `@everyone`",
    defence: "the mention is torn apart",
    ...{ file: ESCAPE, replace: "/@(?=everyone|here)/gi", by: "/@(?=nobody)/gi" },
    test: { file: ATTACKS, name: "does nothing in an answer or a post in Discord" },
  },
  {
    attack: "Discord: the same with a person, role, channel or command in angle brackets",
    defence: "each such bracket is torn apart, as Discord does not look at backslashes",
    ...{ file: ESCAPE, replace: "/<([@#:/]|a:|t:|id:)?/g", by: "/<(nothing)?/g" },
    test: { file: ATTACKS, name: "does nothing in a post, in its edit and in the note about it" },
  },
  {
    attack: "Discord: a mention that the escaping missed",
    defence: "every message says itself that nobody is notified",
    file: FORMAT,
    replace: "MessageFlags.SuppressEmbeds, allowedMentions: { parse: [],",
    by: 'MessageFlags.SuppressEmbeds, allowedMentions: { parse: ["everyone"],',
    test: { file: ATTACKS, name: "does nothing in an answer or a post in Discord" },
  },
  {
    attack: "Discord: words become a heading, a spoiler or a link with another label",
    defence: "each sign of Markdown stands behind a backslash",
    ...{ file: ESCAPE, replace: '    .replace(/[\\\\*_~|`>[\\]]/g, "\\\\$&")\n', by: "" },
    test: {
      file: ATTACKS,
      name: "formats nothing: each sign of Markdown in it stands behind a backslash",
    },
  },
  {
    attack: "Discord: a source leads to `javascript:`, or to a host behind a user name",
    defence: "only http and https without a user name become links",
    file: ESCAPE,
    replace: '!/^https?:$/.test(protocol) || username !== "" || password !== ""',
    by: "false",
    test: {
      file: "test/discord/format.test.ts",
      name: "names a source without linking it when its address is not a web address",
    },
  },
  {
    attack: "Discord: a mention that the escaping missed, in an answer with buttons",
    defence: "these messages too say themselves that nobody is notified",
    file: "adapters/discord/answer-message.ts",
    replace: "const allowedMentions = { parse: [], repliedUser: false } as const;",
    by: 'const allowedMentions = { parse: ["users"], repliedUser: false } as never;',
    test: { file: ATTACKS, name: "does nothing in an answer with buttons" },
  },
  {
    attack: "Discord: someone has the bot show an answer to all where they or the bot may not write",
    defence: "the permissions that Discord tells with the button are checked",
    file: "adapters/discord/audience.ts",
    replace: "isWelcome && person.has(write) && bot.has(write)",
    by: "isWelcome && bot.has(write)",
    test: {
      file: "test/discord/buttons.test.ts",
      name: "says to the person alone that it may not be where the person may not write",
    },
  },
  {
    attack: "Discord: a person writes somebody's mention into their own name, and shares an answer",
    defence: "the name is escaped, and the message notifies nobody",
    file: "adapters/discord/answer-message.ts",
    replace: 'const [line = "", ...more] = escapedLines(text, LINE_LIMIT);',
    by: 'const [line = "", ...more] = [text];',
    test: {
      file: "test/discord/buttons.test.ts",
      name: "shows all what one person saw, with their name, and leaves them no button to do it twice",
    },
  },
  {
    attack:
      "Discord: someone fills a channel by sharing one answer again and again, from an old copy of it too",
    defence: "an answer is shown to all once, whichever process hears the press",
    file: "adapters/discord/reply-to-press.ts",
    replace: "if (!(await services.takeShare(id))) return",
    by: "if (!(await services.takeShare(id))) void",
    test: {
      file: "test/discord/buttons.test.ts",
      name: "shows nothing twice: by two presses at once, nor by one on an old copy after a restart",
    },
  },
  {
    attack: "Discord: two bots answer each other without end",
    defence: "what a bot, a webhook or Discord itself wrote is no question",
    file: SAID,
    replace: "Boolean(id) && author !== null && !author.bot && webhookId === null && !system",
    by: "Boolean(id)",
    test: {
      file: MESSAGES,
      name: "stays silent to everyone's mention, a role's, other talk, other bots and itself",
    },
  },
  {
    attack: "Discord: an event of a shape that discord.js does not know ends the process",
    defence: "an event that cannot be read is reported and skipped",
    ...{ file: "adapters/discord/gateway.ts", replace: "    holdEvents(manager, skipped);\n", by: "" },
    test: { file: MESSAGES, name: "skips an event that discord.js cannot read, and says so" },
  },
  {
    attack: "Discord: someone changes the announcements of a channel that is not theirs",
    defence: "only who may manage the channel may, whatever Discord let through",
    file: "adapters/discord/manage.ts",
    replace: "command.memberPermissions?.has(PermissionFlagsBits.ManageChannels) ?? false",
    by: "true",
    test: {
      file: "test/discord/manage.test.ts",
      name: "denies all else to who may not manage the channel, whatever Discord let through",
    },
  },
];
