import type { ChatServices } from "../platform.ts";
import type { Replies } from "./replies.ts";
import type { Origin, SlackWorkspace } from "./workspaces.ts";

/** The one slash command. */
export const COMMAND = "/rollcall";

/** What each listener works with. */
export interface ListenDeps {
  readonly services: ChatServices;
  readonly replies: Replies;
  /** The workspace of an event; rejects when the app was removed from it meanwhile. */
  readonly hereOf: (origin: Origin) => Promise<SlackWorkspace>;
}
