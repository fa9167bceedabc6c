import { REST, Routes } from "discord.js";
import { z } from "zod";
import { RETRY } from "../../src/announcements/retry-policy.ts";
import type { LonePoster } from "../platform.ts";
import type { DiscordSettings } from "../settings.ts";
import { announcementOptions, createPoster } from "./poster.ts";
import { failureWords } from "./reach.ts";

const me = z.object({ id: z.string() });

/** Posts to Discord without listening to it: for a tool beside the bot. Rejects with what went wrong. */
export async function lonePoster(settings: DiscordSettings): Promise<LonePoster> {
  const rest = new REST(announcementOptions(settings, RETRY.replyWithinMs)).setToken(settings.token);
  const close = async () => {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  };
  try {
    const { id: self } = me.parse(await rest.get(Routes.user()));
    return { poster: createPoster({ rest, token: settings.token, self, publishes: () => false }), close };
  } catch (error) {
    await close();
    throw new Error(`Discord ${failureWords(error)}.`);
  }
}
