import type { APIMessage, APIUser, Locale } from "discord-api-types/v10";
import { InteractionContextType, PermissionFlagsBits } from "discord-api-types/v10";
import { channelJson, memberJson } from "./shapes.ts";
import type { Channel, World } from "./world.ts";

/** Who does something, and where. */
export interface Doing {
  readonly user: APIUser;
  readonly channel: Channel;
  readonly locale: Locale;
  /** What the person may do in the channel, by Discord's bits. */
  readonly may: bigint;
  /** As if Discord had waited for more than three seconds. */
  readonly isStale: boolean;
  /** Whether the bot was added to the server, or only to the account of this person. */
  readonly installed: "server" | "person";
}

/** What is done: a command used, an option typed, a menu on a message, a button pressed. */
export type Deed =
  | {
      readonly kind: "command" | "typing";
      readonly name: string;
      /** Of a command that has sub-commands. */
      readonly subcommand?: string | undefined;
      readonly options: Readonly<Record<string, string>>;
    }
  | { readonly kind: "menu"; readonly name: string; readonly message: APIMessage }
  | {
      readonly kind: "press";
      readonly message: APIMessage;
      readonly customId: string;
      /** What was chosen; of a button null. */
      readonly values: readonly string[] | null;
    };

const TYPES = { command: 2, press: 3, typing: 4, menu: 2 } as const;

export function interactionJson(world: World, doing: Doing, deed: Deed, id: string, token: string) {
  const { channel, user, installed } = doing;
  const isDirect = channel.kind === "direct";
  const isWithBot = isDirect && installed === "server";
  return {
    id,
    application_id: world.application,
    type: TYPES[deed.kind],
    token,
    version: 1,
    data: dataOf(deed),
    ...(deed.kind === "press" ? { message: deed.message } : {}),
    channel_id: channel.id,
    channel: channelJson(world, channel),
    locale: doing.locale,
    app_permissions: String(permissionsIn(channel)),
    entitlements: [],
    authorizing_integration_owners:
      installed === "server" ? { 0: isDirect ? "0" : world.guild } : { 1: user.id },
    attachment_size_limit: 10_000_000,
    context: isWithBot
      ? InteractionContextType.BotDM
      : isDirect
        ? InteractionContextType.PrivateChannel
        : InteractionContextType.Guild,
    ...(isDirect
      ? { user }
      : {
          guild_id: world.guild,
          guild: { id: world.guild, locale: "en-US", features: [] },
          guild_locale: "en-US",
          member: { ...memberJson(), user, permissions: String(doing.may) },
        }),
  };
}

function dataOf(deed: Deed) {
  switch (deed.kind) {
    case "menu": {
      const { id, author } = deed.message;
      const resolved = { messages: { [id]: deed.message }, users: { [author.id]: author } };
      return { id: "8", name: deed.name, type: 3, target_id: id, resolved };
    }
    case "press":
      return deed.values === null
        ? { custom_id: deed.customId, component_type: 2 }
        : { custom_id: deed.customId, component_type: 3, values: deed.values };
    default: {
      const options = Object.entries(deed.options).map(([name, value]) => {
        return { name, type: 3, value, ...(deed.kind === "typing" ? { focused: true } : {}) };
      });
      return { id: "7", name: deed.name, type: 1, options: nested(deed.subcommand, options) };
    }
  }
}

function nested(subcommand: string | undefined, options: readonly object[]): readonly object[] {
  return subcommand === undefined ? options : [{ name: subcommand, type: 1, options }];
}

/** What the bot may do, as Discord tells it with each command. */
function permissionsIn({ kind, permissions }: Channel): bigint {
  const write =
    kind === "thread" ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return (
    (permissions.view ? PermissionFlagsBits.ViewChannel : 0n) |
    (permissions.send ? write : 0n) |
    (permissions.history ? PermissionFlagsBits.ReadMessageHistory : 0n)
  );
}
