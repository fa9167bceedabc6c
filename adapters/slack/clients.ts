import { type Logger, webApi } from "@slack/bolt";
import { RETRY } from "../../src/announcements/retry-policy.ts";
import { checkSendBy } from "../announcements/send-by.ts";
import type { Patience } from "./patience.ts";
import type { SlackSettings } from "./read-settings.ts";

/** Clients of Slack's Web API, one for each temper. The SDK's own settings would retry for half an hour. */
export interface SlackClients {
  /** At start: says within seconds whether Slack is there. */
  readonly probe: webApi.WebClient;
  /** For answers: three attempts, as an answer that comes twice is better than none. */
  readonly answers: webApi.WebClient;
  /** For announcements: one attempt, as the dispatcher alone decides about the next. */
  readonly announcements: webApi.WebClient;
}

/**
 * No client waits out a rate limit by itself: on a 429 the SDK would hold back every channel of the token, not
 * only the one that was limited.
 */
export function clientOptions(settings: Pick<SlackSettings, "apiUrl">): webApi.WebClientOptions {
  return {
    ...(settings.apiUrl === null ? {} : { slackApiUrl: settings.apiUrl }),
    fetch: fetchWithRetryAfter,
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    retryConfig: { retries: 0 },
  };
}

export function createClients(
  settings: Pick<SlackSettings, "apiUrl">,
  token: string,
  logger: Logger,
  patience: Patience,
): SlackClients {
  const client = (options: webApi.WebClientOptions) =>
    new webApi.WebClient(token, { ...clientOptions(settings), logger, ...options });
  return {
    probe: client({ fetch: asTold, timeout: patience.replyMs, retryConfig: { retries: 1, minTimeout: 250 } }),
    answers: client({ retryConfig: { retries: 2, minTimeout: 300 } }),
    announcements: client({ timeout: RETRY.replyWithinMs }),
  };
}

/** For connecting, which is tried again soon unless Slack itself says for how long not to. */
export const asTold: webApi.FetchFunction = (url, init) => fetch(url, init);

const RETRY_AFTER_SECONDS = "30";

/** The SDK knows a 429 as a rate limit only by its Retry-After, and not every proxy sends one. */
const fetchWithRetryAfter: webApi.FetchFunction = async (url, init) => {
  checkSendBy();
  const response = await fetch(url, init);
  if (response.status !== 429 || /^\d/.test(response.headers.get("retry-after") ?? "")) return response;
  const headers = new Headers(response.headers);
  headers.set("retry-after", RETRY_AFTER_SECONDS);
  return new Response(response.body, { status: 429, headers });
};
