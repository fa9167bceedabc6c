import { DiscordAPIError, HTTPError, RateLimitError, type REST, type RequestData, Routes } from "discord.js";
import { z } from "zod";
import { TooLate } from "../announcements/send-by.ts";
import { LeaveAlone } from "../leave-alone.ts";

/** Codes of a connection that was never made, so that nothing was sent. */
const NOT_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

const networkError = z.object({ code: z.string(), syscall: z.string().optional() });
/** Where it is left out, what Discord grants a new bot. */
const gatewayAnswer = z.object({
  url: z.string(),
  shards: z.int().min(1).default(1),
  session_start_limit: z
    .object({ total: z.int(), remaining: z.int(), reset_after: z.int(), max_concurrency: z.int() })
    .default({ total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 }),
});

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

/** Where the gateway is, and how to connect to it. */
export async function askForGateway(rest: Pick<REST, "get">, options: RequestData = {}) {
  return gatewayAnswer.parse(await rest.get(Routes.gatewayBot(), options));
}

/**
 * Asks for the gateway once, so that a wrong token or a dead address is known at once and in clear words;
 * resolves to the number of shards Discord wants.
 */
export async function reach(rest: REST, api: string, withinMs: number): Promise<number> {
  try {
    const { shards } = await askForGateway(rest, { signal: AbortSignal.timeout(withinMs) });
    return shards;
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
