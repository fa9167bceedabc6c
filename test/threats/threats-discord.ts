import type { Threat } from "./threats.ts";

const ESCAPE = "adapters/discord/escape.ts";
const FORMAT = "adapters/discord/format.ts";
const LISTEN = "adapters/discord/listen.ts";
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
    attack: "Discord: two bots answer each other without end",
    defence: "what a bot, a webhook or Discord itself wrote is no question",
    file: LISTEN,
    replace: "message.author.bot || message.webhookId !== null || message.system",
    by: "false",
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
      name: "denies everything to who may not manage the channel, whatever Discord let through",
    },
  },
];
