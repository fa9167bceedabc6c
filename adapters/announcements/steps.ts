import {
  afterAttempt,
  afterLook,
  type Delivery,
  dispatchOf,
  type InDoubt,
  type Sending,
  withoutTarget,
} from "../../src/announcements/delivery.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import type { Log } from "../log.ts";
import type { Settlement } from "../store/store.ts";
import type { Scheduler } from "./scheduler.ts";

/** What is done to one delivery. Nothing is thrown: what comes back is to be written. */
export interface Steps {
  /** Sends a delivery that is marked as being sent. */
  send(delivery: Delivery<Sending>): Promise<Settlement>;
  /** Looks into the channel for a post in doubt. */
  look(delivery: Delivery<InDoubt>): Promise<Settlement>;
}

interface StepsDeps {
  readonly poster: Poster;
  readonly scheduler: Scheduler;
  readonly log: Log;
}

export function createSteps({ poster, scheduler, log }: StepsDeps): Steps {
  /** A poster that throws against its word has a bug, and leaves the post in doubt. */
  const told = (error: unknown): string => {
    log.error({ err: error }, "announcements: a platform failed in an unknown way");
    return error instanceof Error ? error.message : String(error);
  };
  return {
    async send(delivery) {
      const dispatch = dispatchOf(delivery);
      if (dispatch === null) return { delivery, next: withoutTarget(scheduler.now()) };
      const outcome = await poster
        .send(dispatch)
        .catch((error: unknown) => ({ kind: "in-doubt", reason: told(error) }) as const);
      return { delivery, next: afterAttempt(delivery.state, outcome, scheduler.now()) };
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
