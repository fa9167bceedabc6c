import type { App } from "@slack/bolt";
import type { ChatServices } from "../platform.ts";
import type { Events } from "./events.ts";
import { listenToButtons } from "./listen-buttons.ts";
import { listenToCommand } from "./listen-command.ts";
import type { ListenDeps } from "./listen-deps.ts";
import { listenToHome } from "./listen-home.ts";
import { listenToMessages } from "./listen-messages.ts";
import { listenToShortcut } from "./listen-shortcut.ts";
import type { Replies } from "./replies.ts";
import type { Workspaces } from "./workspaces.ts";

/** Relays what people say and press to the core. Knows Slack; knows nothing of treaties. */
export function listen(
  app: App,
  events: Events,
  services: ChatServices,
  workspaces: Pick<Workspaces, "of">,
  replies: Replies,
): void {
  /** An event comes here only once it was authorised, so the workspace is known. */
  const hereOf: ListenDeps["hereOf"] = async (origin) => {
    const here = await workspaces.of(origin);
    if (here === null) throw new Error(`The app was removed from the workspace ${origin.teamId}.`);
    return here;
  };
  const deps = { services, replies, hereOf };
  listenToMessages(events, deps);
  listenToCommand(app, deps);
  listenToButtons(app, deps);
  listenToHome(events, deps);
  listenToShortcut(app, deps);
}
