import { createLog } from "../log.ts";
import type { LonePoster } from "../platform.ts";
import { openWorkspaces, type WorkspaceStore } from "./open-workspaces.ts";
import { PATIENCE } from "./patience.ts";
import type { SlackSettings } from "./read-settings.ts";
import { createSdkLog } from "./sdk-log.ts";

/** Posts to Slack without listening to it: for a tool beside the bot. Rejects with what to do about the token. */
export async function lonePoster(settings: SlackSettings, store: WorkspaceStore): Promise<LonePoster> {
  const log = createLog("silent");
  const logger = createSdkLog(log);
  const { poster } = await openWorkspaces({ settings, store, logger, patience: PATIENCE, log });
  return { poster, close: async () => undefined };
}
