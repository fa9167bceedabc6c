import { webApi } from "@slack/bolt";
import type { Check } from "../../src/subscriptions/checks.ts";
import { inTime } from "../conversation/in-time.ts";
import type { Installation } from "./identity.ts";

/** What Slack is asked for when someone manages the announcements of a channel. */
export interface ChannelFacts {
  /** True for an admin or owner of the workspace and for whoever created the channel; false when Slack does not say so. */
  mayManage(channel: string, user: string): Promise<boolean>;
  /** Of a person's client; undefined when Slack does not tell, or not in time. */
  localeOf(user: string): Promise<string | undefined>;
  /** Rejects when Slack does not answer. */
  checks(channel: string): Promise<readonly Check[]>;
}

type Person = webApi.UsersInfoResponse["user"];

/** Scopes by which Slack tells who manages a channel. */
export const MANAGING_SCOPES = ["users:read", "channels:read", "groups:read"] as const;
const CHANNEL_SCOPES = ["channels:read", "groups:read"] as const;

type Channel = NonNullable<webApi.ConversationsInfoResponse["channel"]>;

/** For one command: a person is asked for once. */
export function createChannelFacts(client: webApi.WebClient, self: Installation): ChannelFacts {
  const asked = new Map<string, Promise<Person>>();
  const person = (user: string): Promise<Person> => {
    const asking =
      asked.get(user) ?? client.users.info({ user, include_locale: true }).then(({ user: found }) => found);
    asked.set(user, asking);
    return asking;
  };
  const isAdmin = async (user: string): Promise<boolean> => {
    const found = await person(user);
    // In a shared channel, an admin of another workspace is none here.
    return found?.team_id === self.team && (found.is_admin === true || found.is_owner === true);
  };
  const isCreator = async (channel: string, user: string): Promise<boolean> => {
    const { channel: found } = await client.conversations.info({ channel });
    return found?.creator === user;
  };
  return {
    async mayManage(channel, user) {
      const answers = [isAdmin(user), isCreator(channel, user)];
      return (await Promise.all(answers.map((answer) => answer.catch(() => false)))).includes(true);
    },
    localeOf: async (user) => (await inTime(person(user)))?.locale,
    async checks(channel) {
      const { response_metadata } = await client.auth.test();
      const scopes = response_metadata?.scopes ?? [];
      const found = await client.conversations.info({ channel }).then(
        (answer) => answer.channel ?? null,
        (error: unknown) => hidden(error),
      );
      const posting = check("posting", missing(scopes, "chat:write"));
      if (found === null) return [check("membership", [invitation(self)]), posting];
      if (found === "unscoped") return [check("membership", CHANNEL_SCOPES), posting];
      return [...checksOf(found, self), posting, check("history", missing(scopes, historyScope(found)))];
    },
  };
}

function checksOf(channel: Channel, self: Installation): readonly Check[] {
  const { is_member, is_archived, is_read_only, is_thread_only } = channel;
  const isOpen = !is_archived && !is_read_only && !is_thread_only;
  return [
    check("membership", is_member ? [] : [invitation(self)]),
    isOpen ? { about: "open", ok: true } : { about: "open", ok: false, needs: [] },
  ];
}

/** Slack hides a private channel that the bot is not in; `unscoped` when the app may not ask. */
function hidden(error: unknown): null | "unscoped" {
  const code = error instanceof webApi.WebAPIPlatformError ? error.data.error : "";
  if (code === "channel_not_found") return null;
  if (code === "missing_scope") return "unscoped";
  throw error;
}

function check(about: "membership" | "posting" | "history", needs: readonly string[]): Check {
  return needs.length === 0 ? { about, ok: true } : { about, ok: false, needs };
}

function missing(scopes: readonly string[], scope: string): readonly string[] {
  return scopes.includes(scope) ? [] : [scope];
}

function historyScope({ is_private }: Channel): string {
  return is_private ? "groups:history" : "channels:history";
}

export function invitation({ name }: Installation): string {
  return `/invite @${name}`;
}
