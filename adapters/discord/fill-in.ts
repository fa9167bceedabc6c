import {
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits,
} from "discord.js";

type Fields = Record<string, unknown>;

/** What the invitation of the README asks for; whether it holds, a post will tell. */
const INVITED = String(
  PermissionFlagsBits.ViewChannel |
    PermissionFlagsBits.SendMessages |
    PermissionFlagsBits.SendMessagesInThreads |
    PermissionFlagsBits.ReadMessageHistory,
);

const FILLINGS: Readonly<Record<string, (data: Fields) => Fields>> = {
  READY: ({ user }) => ({ guilds: [], application: { id: fieldsOf(user)["id"], flags: 0 } }),
  MESSAGE_CREATE: (data) => ({ ...channelAndMentions(data), type: typeOf(data) }),
  MESSAGE_UPDATE: channelAndMentions,
  INTERACTION_CREATE: interaction,
};

/**
 * Puts into what the gateway emits what discord.js takes for granted and the sender left out: it would drop the message
 * without a word, or fail at the interaction. Not even documented is `channel_type`, by which it knows direct messages.
 * What comes back is to be emitted: before the first message of a server that was not told of, word of that server.
 */
export function createFillIn(): (emitted: readonly unknown[]) => ReadonlyArray<readonly unknown[]> {
  const guilds = new Set<unknown>();
  return (emitted) => {
    const [name, payload] = emitted;
    const { data } = fieldsOf(payload);
    // That a shard is ready is told by itself, and with the same data once more as an event.
    const { t, d } = name === "ready" ? { t: "READY", d: data } : fieldsOf(data);
    const event = fieldsOf(d);
    const filling = FILLINGS[String(t)]?.(event) ?? {};
    for (const [field, value] of Object.entries(filling)) event[field] ??= value;
    for (const id of guildsIn(String(t), event)) guilds.add(id);
    const { guild_id: id } = event;
    if (t !== "MESSAGE_CREATE" || id === undefined || guilds.has(id)) return [emitted];
    guilds.add(id);
    return [
      [name, { ...fieldsOf(payload), data: { ...fieldsOf(data), t: "GUILD_CREATE", d: { id } } }],
      emitted,
    ];
  };
}

/** The servers that an event tells of. */
function guildsIn(type: string, { guilds, id }: Fields): readonly unknown[] {
  if (type === "READY" && Array.isArray(guilds)) return guilds.map((guild: unknown) => fieldsOf(guild)["id"]);
  return type === "GUILD_CREATE" ? [id] : [];
}

/** Without `mentions` it is the text that says who is meant. */
function channelAndMentions({ guild_id, content }: Fields): Fields {
  const channel_type = guild_id === undefined ? ChannelType.DM : ChannelType.GuildText;
  if (typeof content !== "string") return { channel_type };
  const meant = new Set([...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id));
  return { channel_type, mentions: [...meant].map((id) => ({ id })) };
}

function typeOf({ message_reference }: Fields): MessageType {
  const isForward = fieldsOf(message_reference)["type"] === MessageReferenceType.Forward;
  return message_reference && !isForward ? MessageType.Reply : MessageType.Default;
}

function interaction({ guild_id, channel_id, member, data }: Fields): Fields {
  const isDirect = guild_id === undefined;
  // Who may manage channels is told, or is nobody.
  if (isFields(member)) member["permissions"] ??= "0";
  if (isFields(data)) data["type"] ??= 1;
  return {
    channel: { id: channel_id, type: isDirect ? ChannelType.DM : ChannelType.GuildText },
    context: isDirect ? InteractionContextType.BotDM : InteractionContextType.Guild,
    app_permissions: INVITED,
    authorizing_integration_owners: { [ApplicationIntegrationType.GuildInstall]: guild_id ?? "0" },
    entitlements: [],
  };
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}
