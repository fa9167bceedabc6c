import {
  afterAttempt,
  afterCrash,
  afterLook,
  type Delivery,
  type DeliveryState,
  dispatchOf,
  type InDoubt,
  type Sending,
  withoutTarget,
} from "../../src/announcements/delivery.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import type { Log } from "../log.ts";
import type { Lease, Outbox } from "../store/store.ts";
import type { Scheduler } from "./scheduler.ts";

/** What is done to one delivery, and written; each under the lease it was begun with. */
export interface Steps {
  /** Puts in doubt what an earlier holder of the lease left while sending. */
  reconcile(lease: Lease): Promise<void>;
  /** Sends a delivery that is marked as being sent. */
  send(lease: Lease, delivery: Delivery<Sending>): Promise<void>;
  /** Looks into the channel for a post in doubt. */
  look(lease: Lease, delivery: Delivery<InDoubt>): Promise<void>;
}

interface StepsDeps {
  readonly outbox: Outbox;
  readonly poster: Poster;
  readonly scheduler: Scheduler;
  readonly log: Log;
}

export function createSteps({ outbox, poster, scheduler, log }: StepsDeps): Steps {
  const settle = async (
    lease: Lease,
    delivery: Delivery<Sending | InDoubt>,
    decide: (now: number) => DeliveryState,
  ) => {
    const now = scheduler.now();
    const next = decide(now);
    if (await outbox.settle(lease, delivery, next, now)) report(log, delivery, next);
  };
  return {
    async reconcile(lease) {
      for (const delivery of await outbox.stranded(lease)) {
        await settle(lease, delivery, (now) => afterCrash(delivery.state, now));
      }
    },
    async send(lease, delivery) {
      const dispatch = dispatchOf(delivery);
      if (dispatch === null) return settle(lease, delivery, withoutTarget);
      const outcome = await poster.send(dispatch);
      await settle(lease, delivery, (now) => afterAttempt(delivery.state, outcome, now));
    },
    async look(lease, delivery) {
      const dispatch = dispatchOf(delivery);
      if (dispatch === null) return settle(lease, delivery, withoutTarget);
      const sighting = await poster.find(dispatch, delivery.state.begunAt);
      await settle(lease, delivery, (now) => afterLook(delivery.state, sighting, now));
    },
  };
}

function report(log: Log, { id, platform, channel, post }: Delivery, state: DeliveryState): void {
  const context = { platform, channel, delivery: id, reference: post.reference, ...state };
  const line = `${platform}: post ${post.reference} to ${channel} is ${state.kind}`;
  if (state.kind === "dead" || state.kind === "in-doubt") log.warn(context, line);
  else log.info(context, line);
}
