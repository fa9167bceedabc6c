import type { REST } from "discord.js";
import { createAlarm, type Scheduler, systemScheduler } from "../announcements/scheduler.ts";

/** discord.js counts requests by the second, and looks at their limit when one begins. */
const SECOND_MS = 1_000;
/** Discord takes 50 requests a second of a bot. */
const NO_NEWS = { answers: 45, news: 5 };
const NEWS = { answers: 20, news: 30 };

export interface RequestShare {
  /** To be told of each post. */
  posting(): void;
  stop(): void;
}

/**
 * Gives answers nearly all the requests that Discord takes, and the news most of them while there is any, so that
 * neither waits for the other. Whoever is to have less does so a second before the other has more.
 */
export function shareRequests(
  answers: REST,
  news: REST,
  scheduler: Scheduler = systemScheduler,
): RequestShare {
  const alarm = createAlarm(scheduler);
  let isWatching = false;
  let hasPosted = false;
  limit(answers, NO_NEWS.answers);
  limit(news, NO_NEWS.news);
  const turn = () => {
    const isChanging = hasPosted
      ? handOver(answers, NEWS.answers, news, NEWS.news)
      : handOver(news, NO_NEWS.news, answers, NO_NEWS.answers);
    isWatching = isChanging || hasPosted;
    hasPosted = false;
    if (isWatching) alarm.set(SECOND_MS, turn);
  };
  return {
    posting() {
      hasPosted = true;
      if (!isWatching) turn();
    },
    stop: alarm.cancel,
  };
}

/** Takes from one in this turn, and gives to the other in the next; whether there is a next. */
function handOver(from: REST, less: number, to: REST, more: number): boolean {
  if (from.options.globalRequestsPerSecond === less) {
    limit(to, more);
    return false;
  }
  limit(from, less);
  return true;
}

function limit(rest: REST, requestsPerSecond: number): void {
  rest.options.globalRequestsPerSecond = requestsPerSecond;
}
