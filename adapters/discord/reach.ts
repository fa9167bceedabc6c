import { DiscordAPIError, HTTPError, RateLimitError, type REST, Routes } from "discord.js";
import { z } from "zod";
import { TooLate } from "../announcements/send-by.ts";
import { LeaveAlone } from "../platform.ts";

/** Codes of a connection that was never made, so that nothing was sent. */
const NOT_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

const networkError = z.object({ code: z.string(), syscall: z.string().optional() });
const gatewayAnswer = z.object({ shards: z.int().min(1) });

/** True when the request certainly never left: the address did not resolve, or nobody listened. */
export function neverSent(error: unknown): boolean {
  if (error instanceof TooLate) return true;
  const parsed = networkError.safeParse(error);
  if (!parsed.success) return false;
  const { code, syscall } = parsed.data;
  return NOT_CONNECTED.has(code) || syscall === "connect" || syscall === "getaddrinfo";
}

/** Why a request failed, in a few words and without its address, which can hold a token. */
export function failureWords(error: unknown): string {
  if (error instanceof RateLimitError) return `asked to wait ${Math.ceil(error.retryAfter / 1000)} s`;
  if (error instanceof DiscordAPIError) return `answered ${error.status}, ${error.message} (${error.code})`;
  if (error instanceof HTTPError) return `answered ${error.status} ${error.message}`;
  if (!(error instanceof Error)) return "failed for an unknown reason";
  if (error.name === "AbortError" || error.name === "TimeoutError") return "did not answer in time";
  return error.message || networkError.safeParse(error).data?.code || error.name;
}

/**
 * Asks for the gateway once, so that a wrong token or a dead address is known at once and in clear words;
 * resolves to the number of shards Discord wants.
 */
export async function reach(rest: REST, api: string, withinMs: number): Promise<number> {
  try {
    const answer = await rest.get(Routes.gatewayBot(), { signal: AbortSignal.timeout(withinMs) });
    return gatewayAnswer.parse(answer).shards;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401) {
      throw new Error("Discord refused DISCORD_TOKEN: copy a fresh bot token from the developer portal.");
    }
    if (error instanceof z.ZodError) {
      throw new Error(`What answers at ${api} is not Discord: check DISCORD_API_URL.`);
    }
    const words = `Discord cannot be reached at ${api}: ${failureWords(error)}.`;
    throw error instanceof RateLimitError ? new LeaveAlone(words, error.retryAfter) : new Error(words);
  }
}
