import {
  afterCrash,
  type Delivery,
  type DeliveryState,
  type Sending,
} from "../../src/announcements/delivery.ts";
import type { ClosedReason } from "../../src/announcements/outcome.ts";
import type { Log } from "../log.ts";
import type { Lease } from "../store/leases.ts";
import type { Outbox, Settlement } from "../store/outbox.ts";
import type { Scheduler } from "./scheduler.ts";

/** What came of sends and looks, and is not in the store yet. */
export interface Results {
  readonly size: number;
  has(id: string): boolean;
  add(settlement: Settlement): void;
  /** Writes all there are; what the store did not take is kept, and written under the next lease. */
  write(lease: Lease): Promise<void>;
  /** Puts in doubt what earlier holders of the lease left while sending, save what this process still sends. */
  reconcile(lease: Lease, isOurs: (delivery: Delivery<Sending>) => boolean): Promise<void>;
}

/** Deliveries in one transaction: few enough not to hold up answers. */
export const AT_ONCE = 200;

/** Called when a channel turned out to take no posts any more, with the reason. */
export type ChannelClosed = (platform: string, channel: string, reason: ClosedReason) => Promise<void>;

export function createResults(
  outbox: Outbox,
  scheduler: Scheduler,
  log: Log,
  closed: ChannelClosed,
): Results {
  const waiting = new Map<string, Settlement>();

  const write = async (lease: Lease) => {
    while (waiting.size > 0) {
      const some = [...waiting.values()].slice(0, AT_ONCE);
      const written = await outbox.settle(lease, some, scheduler.now());
      for (const { delivery } of some) waiting.delete(delivery.id);
      for (const { delivery, next } of some) {
        if (!written.has(delivery.id)) continue;
        report(log, delivery, next);
        await tell(delivery, next);
      }
    }
  };

  /** A channel that is closed is paused, and whoever subscribed is told; a failure to do so undoes nothing. */
  const tell = async ({ platform, channel }: Delivery, next: DeliveryState) => {
    if (next.kind !== "dead" || !next.closed) return;
    await closed(platform, channel, next.closed).catch((error: unknown) =>
      log.error({ platform, channel, err: error }, `${platform}: the closed channel could not be paused`),
    );
  };

  return {
    get size() {
      return waiting.size;
    },
    has: (id) => waiting.has(id),
    add: (settlement) => void waiting.set(settlement.delivery.id, settlement),
    write,
    async reconcile(lease, isOurs) {
      for (const delivery of await outbox.stranded(lease)) {
        if (isOurs(delivery)) continue;
        waiting.set(delivery.id, { delivery, next: afterCrash(delivery, scheduler.now()) });
      }
      await write(lease);
    },
  };
}

function report(log: Log, { id, platform, channel, action, post }: Delivery, state: DeliveryState): void {
  const context = {
    platform,
    channel,
    delivery: id,
    action: action.kind,
    reference: post.reference,
    ...state,
  };
  const line = `${platform}: ${action.kind} ${post.reference} to ${channel} is ${state.kind}`;
  if (state.kind === "dead" || state.kind === "in-doubt") log.warn(context, line);
  else log.info(context, line);
}
