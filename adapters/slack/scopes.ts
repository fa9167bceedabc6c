interface Scope {
  readonly name: string;
  /** What it is for, as whoever installs the app is told. */
  readonly why: string;
}

/** Every scope that the app asks for; the manifests ask for the same. */
export const SCOPES: readonly Scope[] = [
  { name: "app_mentions:read", why: "to hear when somebody mentions it" },
  { name: "chat:write", why: "to answer, and to post announcements where it was invited" },
  { name: "commands", why: "to offer /rollcall" },
  { name: "im:history", why: "to read direct messages that people write to it" },
  {
    name: "channels:history",
    why: "to follow threads of public channels that it is in, and find its own posts again",
  },
  { name: "groups:history", why: "to do the same in private channels that it is in" },
  { name: "mpim:history", why: "to follow group messages that it is in" },
  {
    name: "users:read",
    why: "to see whether who manages announcements is an admin, and somebody's language",
  },
  { name: "channels:read", why: "to see who created a public channel, and whether it is archived" },
  { name: "groups:read", why: "to see the same of a private channel that it is in" },
  { name: "assistant:write", why: "to suggest questions where somebody opens its messages" },
];
