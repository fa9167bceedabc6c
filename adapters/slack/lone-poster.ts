import { createLog } from "../log.ts";
import type { LonePoster } from "../platform.ts";
import type { SlackSettings } from "../settings.ts";
import { createClients } from "./clients.ts";
import { identify } from "./identity.ts";
import { PATIENCE } from "./patience.ts";
import { createPoster } from "./poster.ts";
import { createSdkLog } from "./sdk-log.ts";

/** Posts to Slack without listening to it: for a tool beside the bot. Rejects with what to do about the token. */
export async function lonePoster(settings: SlackSettings): Promise<LonePoster> {
  const clients = createClients(settings, createSdkLog(createLog("silent")), PATIENCE);
  const poster = createPoster(clients.announcements, await identify(clients.probe));
  return { poster, close: async () => undefined };
}
