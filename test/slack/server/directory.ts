import { SELF } from "./workspace.ts";

interface Member {
  readonly id: string;
  readonly team?: string;
  readonly isAdmin?: boolean;
  readonly isOwner?: boolean;
  readonly locale?: string;
}

interface ChannelFacts {
  readonly id: string;
  readonly creator: string;
  readonly isMember?: boolean;
  readonly isArchived?: boolean;
  readonly isPrivate?: boolean;
}

/** Who and what there is in the workspace, as far as a test says so, and what the token may ask. */
export interface Directory {
  /** Scopes of the bot token; a test takes some away. */
  readonly scopes: Set<string>;
  addMember(member: Member): void;
  /** Says how a channel is; said again, it has changed. */
  addChannel(channel: ChannelFacts): void;
  /** `users.info`, with what Slack answers when it does not tell. */
  userInfo(id: string): object;
  channelInfo(id: string): object;
  /** Why a post to the channel is refused; null for one that is open, or that no test said anything of. */
  closedTo(id: string): string | null;
}

const ALL_SCOPES = [
  ...["app_mentions:read", "chat:write", "commands", "im:history", "channels:history", "groups:history"],
  ...["users:read", "channels:read", "groups:read", "mpim:history", "assistant:write"],
];

export function createDirectory(): Directory {
  const scopes = new Set(ALL_SCOPES);
  const members = new Map<string, Member>();
  const channels = new Map<string, ChannelFacts>();
  const needs = (needed: string) => ({
    ...{ ok: false, error: "missing_scope", needed },
    provided: [...scopes].join(","),
  });
  /** Slack shows a private channel only to those who are in it. */
  const visible = (id: string) => {
    const channel = channels.get(id);
    return channel?.isPrivate && channel.isMember === false ? undefined : channel;
  };
  return {
    scopes,
    addMember: (member) => void members.set(member.id, member),
    addChannel: (channel) => void channels.set(channel.id, channel),
    userInfo(id) {
      if (!scopes.has("users:read")) return needs("users:read");
      const found = members.get(id);
      return found ? { ok: true, user: userJson(found) } : { ok: false, error: "user_not_found" };
    },
    channelInfo(id) {
      const needed = channels.get(id)?.isPrivate ? "groups:read" : "channels:read";
      if (!scopes.has(needed)) return needs(needed);
      const found = visible(id);
      return found ? { ok: true, channel: channelJson(found) } : { ok: false, error: "channel_not_found" };
    },
    closedTo(id) {
      const channel = channels.get(id);
      if (!channel) return null;
      if (!visible(id)) return "channel_not_found";
      if (channel.isArchived) return "is_archived";
      return channel.isMember === false ? "not_in_channel" : null;
    },
  };
}

function userJson({ id, team = SELF.team, isAdmin = false, isOwner = false, locale }: Member): object {
  return {
    ...{ id, team_id: team, name: id.toLowerCase(), deleted: false, is_bot: false, is_restricted: false },
    ...(locale === undefined ? {} : { locale }),
    ...{ is_admin: isAdmin, is_owner: isOwner, is_primary_owner: false },
  };
}

function channelJson(channel: ChannelFacts): object {
  const { id, creator, isMember = true, isArchived = false, isPrivate = false } = channel;
  return {
    ...{ id, name: id.toLowerCase(), creator, is_channel: true, is_im: false, is_private: isPrivate },
    ...{ is_member: isMember, is_archived: isArchived, context_team_id: SELF.team },
  };
}
