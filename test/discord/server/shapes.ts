import type { APIUser } from "discord-api-types/v10";
import type { Channel, World } from "./world.ts";

/** Of a type that the enumeration of flags takes. */
const NO_FLAGS: number = 0;

/** JSON of Discord's things, complete enough for its own schema and for discord.js. */

export function userJson(id: string, name: string, bot: boolean): APIUser {
  return {
    id,
    username: name,
    discriminator: "0",
    global_name: null,
    avatar: null,
    bot,
    flags: NO_FLAGS,
    public_flags: NO_FLAGS,
    primary_guild: null,
  };
}

export function ownUserJson({ bot }: World) {
  return { ...bot, mfa_enabled: false, locale: "en-US" };
}

export function applicationJson({ application, bot }: World) {
  return {
    id: application,
    name: bot.username,
    icon: null,
    description: "",
    type: null,
    flags: 0,
    flags_new: "0",
    bot,
    verify_key: "0".repeat(64),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userJson("90", "owner", false),
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}

export function channelJson(world: World, channel: Channel) {
  const last_message_id = world.messages(channel.id).at(-1)?.id ?? null;
  const common = { id: channel.id, flags: 0, last_message_id };
  switch (channel.kind) {
    case "direct":
      return { ...common, type: 1, recipients: [channel.recipient] };
    case "text":
      return {
        ...common,
        type: channel.publishes ? 5 : 0,
        guild_id: world.guild,
        name: channel.name,
        position: 0,
        permission_overwrites: [],
      };
    case "thread":
      return {
        ...common,
        type: 11,
        guild_id: world.guild,
        name: channel.name,
        parent_id: channel.parent,
        owner_id: world.bot.id,
        thread_metadata: {
          archived: false,
          auto_archive_duration: 1440,
          archive_timestamp: new Date(0).toISOString(),
          locked: false,
        },
        message_count: 0,
        member_count: 1,
        total_message_sent: 0,
      };
  }
}

export function guildJson(world: World) {
  const all = world.channels().filter(({ kind }) => kind !== "direct");
  return {
    id: world.guild,
    name: "Test server",
    owner_id: "90",
    joined_at: new Date(0).toISOString(),
    large: false,
    unavailable: false,
    member_count: 2,
    preferred_locale: "en-US",
    roles: [
      {
        id: world.guild,
        name: "@everyone",
        permissions: "0",
        position: 0,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: false,
      },
    ],
    channels: all.filter(({ kind }) => kind === "text").map((channel) => channelJson(world, channel)),
    threads: all.filter(({ kind }) => kind === "thread").map((channel) => channelJson(world, channel)),
    members: [{ ...memberJson(), user: world.bot }],
    ...noGuildExtras(),
  };
}

export function memberJson() {
  return { roles: [], joined_at: new Date(0).toISOString(), deaf: false, mute: false, flags: 0 };
}

function noGuildExtras() {
  return {
    features: [],
    emojis: [],
    stickers: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
