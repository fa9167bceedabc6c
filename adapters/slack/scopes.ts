import type { InstallText } from "../../src/wording/install-words.ts";

interface Scope {
  readonly name: string;
  /** What it is for, as whoever installs the app is told. */
  readonly why: InstallText | "scope-commands";
}

/** Every scope that the app asks for; the manifests ask for the same. */
export const SCOPES: readonly Scope[] = [
  { name: "app_mentions:read", why: "scope-mentions" },
  { name: "chat:write", why: "scope-write" },
  { name: "commands", why: "scope-commands" },
  { name: "im:history", why: "scope-direct" },
  { name: "channels:history", why: "scope-public" },
  { name: "groups:history", why: "scope-private" },
  { name: "mpim:history", why: "scope-group" },
  { name: "users:read", why: "scope-people" },
  { name: "channels:read", why: "scope-public-facts" },
  { name: "groups:read", why: "scope-private-facts" },
  { name: "assistant:write", why: "scope-suggest" },
];
