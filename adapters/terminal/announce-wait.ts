import { setTimeout as pause } from "node:timers/promises";
import type { Delivery } from "../../src/announcements/delivery.ts";
import type { Store } from "../store/store.ts";
import type { Progress } from "./progress.ts";

const LOOK_EVERY_MS = 250;

/** So long without a step means that nobody takes any. */
const STILL_MS = 60_000;

/**
 * Waits until each of the deliveries is settled, or until nothing has moved for a minute; gives them as
 * they are then.
 */
export async function waitUntilSettled(
  { outbox }: Pick<Store, "outbox">,
  ids: readonly string[],
  progress: Progress,
): Promise<{ readonly deliveries: readonly Delivery[]; readonly settled: boolean }> {
  let movedAt = Date.now();
  let before = "";
  for (;;) {
    const deliveries = await outbox.byIds(ids);
    const open = deliveries.filter(isOpen).length;
    progress.show(deliveries.length - open, deliveries.length, "settled");
    const states = deliveries.map(({ state }) => state.kind).join();
    if (states !== before) movedAt = Date.now();
    before = states;
    if (open === 0 || Date.now() - movedAt > STILL_MS) {
      progress.end();
      return { deliveries, settled: open === 0 };
    }
    await pause(LOOK_EVERY_MS);
  }
}

/** Whether something happens to it by itself. */
function isOpen({ state }: Delivery): boolean {
  if (state.kind === "in-doubt") return state.lookAt !== null;
  return state.kind === "queued" || state.kind === "sending" || state.kind === "waiting";
}
