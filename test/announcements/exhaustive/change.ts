import type { DeliveryState } from "../../../src/announcements/delivery.ts";
import type { Hand, Process, State } from "./state.ts";

/** The same state but for one part of it. */

export function withProcess(state: State, id: 0 | 1, process: Process): State {
  return { ...state, processes: id === 0 ? [process, state.processes[1]] : [state.processes[0], process] };
}

export function withHand(state: State, id: 0 | 1, which: 0 | 1, hand: Hand | null): State {
  const process = state.processes[id];
  const hands = pair(process.hands.map((one, at) => (at === which ? hand : one)));
  return withProcess(state, id, { ...process, hands });
}

export function withDelivery(state: State, which: 0 | 1, delivery: DeliveryState): State {
  return { ...state, deliveries: pair(state.deliveries.map((one, at) => (at === which ? delivery : one))) };
}

export function pair<T>(list: readonly T[]): [T, T] {
  const [first, second] = list;
  if (first === undefined || second === undefined) throw new Error("There are two of each.");
  return [first, second];
}
