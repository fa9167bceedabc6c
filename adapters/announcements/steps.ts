import {
  afterAttempt,
  afterLook,
  type Delivery,
  type InDoubt,
  type Sending,
} from "../../src/announcements/delivery.ts";
import { dispatchOf, withoutTarget } from "../../src/announcements/dispatch.ts";
import type { Outcome } from "../../src/announcements/outcome.ts";
import { afterOutcome, type Refusals } from "../../src/announcements/platform-pause.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { RETRY } from "../../src/announcements/retry-policy.ts";
import type { Log } from "../log.ts";
import type { Settlement } from "../store/outbox.ts";
import type { Scheduler } from "./scheduler.ts";
import { sendingBy } from "./send-by.ts";

/** What is done to one delivery. Nothing is thrown: what comes back is to be written. */
export interface Steps {
  /** Sends a delivery that is marked as being sent. */
  send(delivery: Delivery<Sending>): Promise<Settlement>;
  /** Looks into the channel for a post in doubt. */
  look(delivery: Delivery<InDoubt>): Promise<Settlement>;
  /** Until then the whole platform takes nothing; in the past when it takes all. */
  resumesAt(): number;
}

interface StepsDeps {
  readonly platform: string;
  readonly poster: Poster;
  readonly scheduler: Scheduler;
  readonly log: Log;
}

export function createSteps({ platform, poster, scheduler, log }: StepsDeps): Steps {
  let resumesAt = 0;
  let refusals: Refusals = new Map();
  /** A poster that throws against its word has a bug, and leaves the post in doubt. */
  const told = (error: unknown): string => {
    log.error({ err: error }, "announcements: a platform failed in an unknown way");
    return error instanceof Error ? error.message : String(error);
  };
  /** What an outcome says of all that waits for the platform. */
  const heed = (channel: string, outcome: Outcome) => {
    const { pauseMs, ...known } = afterOutcome(refusals, channel, outcome);
    refusals = known.refusals;
    if (pauseMs === 0) return;
    resumesAt = Math.max(resumesAt, scheduler.now() + pauseMs);
    const context = { platform, resumesAt, ...outcome };
    if (outcome.kind === "failed")
      log.error(context, `${platform}: nothing can be posted. ${outcome.reason}`);
    else log.warn(context, `${platform}: asks to wait with all posts`);
  };

  return {
    resumesAt: () => resumesAt,
    async send(delivery) {
      const dispatch = dispatchOf(delivery);
      if (dispatch === null) return { delivery, next: withoutTarget(scheduler.now()) };
      const { begunAt } = delivery.state;
      const send = () =>
        poster.send(dispatch).catch((error: unknown) => ({ kind: "in-doubt", reason: told(error) }) as const);
      const outcome = await sendingBy(begunAt, RETRY.sendWithinMs, scheduler, send);
      heed(delivery.channel, outcome);
      return { delivery, next: afterAttempt(delivery, outcome, scheduler.now()) };
    },
    async look(delivery) {
      const dispatch = dispatchOf(delivery);
      if (dispatch === null) return { delivery, next: withoutTarget(scheduler.now()) };
      const sighting = await poster
        .find(dispatch, delivery.state.begunAt)
        .catch((error: unknown) => ({ kind: "unreadable", reason: told(error) }) as const);
      return { delivery, next: afterLook(delivery.state, sighting, scheduler.now()) };
    },
  };
}
