import {
  type afterAttempt,
  type afterCrash,
  type afterLook,
  afterNoAttempt,
  type DeliveryState,
  dueAt,
  type InDoubt,
  type Sending,
} from "../../../src/announcements/delivery.ts";
import type { Outcome, Sighting } from "../../../src/announcements/outcome.ts";
import { pair, withDelivery, withHand, withProcess } from "./change.ts";
import { arrivals, verdicts } from "./outside.ts";
import { type Hand, LEASE, POLICY, type Request, type State } from "./state.ts";

/** The rules that are searched: the product's own, or broken ones. */
export interface Rules {
  readonly afterAttempt: typeof afterAttempt;
  readonly afterCrash: typeof afterCrash;
  readonly afterLook: typeof afterLook;
  /** Whether a request that was begun too long ago is still written. */
  readonly sendsLate: boolean;
  /** Whether a write is refused when the delivery is not as the process left it. */
  readonly checksRow: boolean;
  /** Whether a process that takes the lease knows its own sends from later ones of the same delivery. */
  readonly knowsItsOwn: boolean;
}

export interface Step {
  readonly what: string;
  readonly to: State;
}

const BOTH = [0, 1] as const;
const POST = { kind: "post" } as const;
const LOST: Outcome = { kind: "in-doubt", reason: "" };

/** Everything that can happen next. */
export function stepsFrom(state: State, rules: Rules): Step[] {
  const steps: Step[] = [{ what: "time passes", to: { ...state, now: state.now + 1 } }];
  for (const process of BOTH) steps.push(...stepsOf(state, process, rules));
  for (const [index, request] of state.requests.entries()) steps.push(...arrivals(state, request, index));
  if (state.wanted) steps.push({ what: "the channel unsubscribes", to: { ...state, wanted: false } });
  for (const which of BOTH) steps.push(...verdicts(state, which));
  return steps;
}

function stepsOf(state: State, id: 0 | 1, rules: Rules): Step[] {
  const process = state.processes[id];
  if (!process.alive) {
    return [{ what: `process ${id} starts`, to: withProcess(state, id, { ...process, alive: true }) }];
  }
  const crash: Step[] =
    state.crashesLeft > 0
      ? [
          {
            what: `process ${id} dies`,
            to: {
              ...withProcess(state, id, { alive: false, lease: null, hands: [null, null] }),
              crashesLeft: state.crashesLeft - 1,
            },
          },
        ]
      : [];
  const work = process.lease ? working(state, id) : taking(state, id, rules);
  return [...crash, ...work, ...BOTH.flatMap((which) => inHand(state, id, which, rules))];
}

/** Takes a lease that is free, and puts in doubt what others left. */
function taking(state: State, id: 0 | 1, rules: Rules): Step[] {
  const { holder, expiresAt, epoch } = state.lease;
  if (holder !== null && holder !== id && expiresAt > state.now) return [];
  const lease = { epoch: epoch + 1, holder: id, expiresAt: state.now + LEASE.life };
  const deliveries = state.deliveries.map((delivery, which) =>
    delivery.kind === "sending" && !isOwn(delivery, state.processes[id].hands[which] ?? null, rules)
      ? rules.afterCrash({ state: delivery, action: POST }, state.now, POLICY)
      : delivery,
  );
  const held = { epoch: lease.epoch, since: state.now };
  const taken = withProcess({ ...state, lease, deliveries: pair(deliveries) }, id, {
    ...state.processes[id],
    lease: held,
  });
  return [{ what: `process ${id} takes the lease`, to: taken }];
}

/** Whether a process is still at this very send. */
function isOwn(delivery: Sending, hand: Hand | null, { knowsItsOwn }: Rules): boolean {
  return hand !== null && (!knowsItsOwn || isSame(delivery, hand.from));
}

function isSame(row: DeliveryState, from: Sending | InDoubt): boolean {
  if (row.kind !== from.kind || row.begunAt !== from.begunAt) return false;
  return row.kind !== "sending" || from.kind !== "sending" || row.epoch === from.epoch;
}

/** Renews the lease when it is time to, and then begins the head of the channel. */
function working(state: State, id: 0 | 1): Step[] {
  const process = state.processes[id];
  if (!process.lease) return [];
  if (state.now - process.lease.since >= LEASE.beat) {
    const still = process.lease.epoch === state.lease.epoch;
    const lease = still ? { epoch: process.lease.epoch, since: state.now } : null;
    const renewed = withProcess(state, id, { ...process, lease });
    const kept = { ...state.lease, expiresAt: state.now + LEASE.life };
    return [{ what: `process ${id} renews`, to: still ? { ...renewed, lease: kept } : renewed }];
  }
  if (process.lease.epoch !== state.lease.epoch) return [];
  const head = headOf(state);
  if (head === null || process.hands[head]) return [];
  return heading(state, id, head, process.lease.epoch);
}

function heading(state: State, id: 0 | 1, head: 0 | 1, epoch: number): Step[] {
  const delivery = state.deliveries[head];
  if ((dueAt(delivery) ?? Infinity) > state.now) return [];
  if (delivery.kind === "in-doubt") {
    const sightings: Sighting[] = [
      state.posts[head] > 0 ? { kind: "found", messageId: "m" } : { kind: "absent" },
      { kind: "unreadable", reason: "" },
    ];
    return sightings.map((sighting) => ({
      what: `process ${id} looks for ${head}: ${sighting.kind}`,
      to: withHand(state, id, head, { kind: "looked", from: delivery, sighting }),
    }));
  }
  if (delivery.kind !== "queued" && delivery.kind !== "waiting") return [];
  if (!state.wanted) {
    const dead: DeliveryState = { kind: "dead", at: state.now, reason: "unsubscribed" };
    return [{ what: `process ${id} gives ${head} up, unsubscribed`, to: withDelivery(state, head, dead) }];
  }
  const from = { kind: "sending", begunAt: state.now, epoch, attempts: delivery.attempts } as const;
  const begun = withHand(withDelivery(state, head, from), id, head, { kind: "begun", from });
  return [{ what: `process ${id} begins ${head}`, to: begun }];
}

/** The oldest delivery of the channel that is not settled. */
function headOf({ deliveries }: State): 0 | 1 | null {
  const open = BOTH.find(
    (which) => deliveries[which].kind === "sending" || dueAt(deliveries[which]) !== null,
  );
  return open === undefined || deliveries[open].kind === "sending" ? null : open;
}

function inHand(state: State, id: 0 | 1, which: 0 | 1, rules: Rules): Step[] {
  const hand = state.processes[id].hands[which];
  if (!hand) return [];
  switch (hand.kind) {
    case "begun":
      return [writing(state, id, which, hand, rules)];
    case "asked": {
      const lost = broken(withHand(state, id, which, { ...hand, kind: "heard", outcome: LOST }), id, which);
      return [{ what: `process ${id} loses the reply for ${which}`, to: lost }];
    }
    case "heard":
    case "unsent":
    case "looked":
      return settling(state, id, which, hand, rules);
  }
}

/** The clock is checked just before the request is written. */
function writing(
  state: State,
  id: 0 | 1,
  which: 0 | 1,
  { from }: Extract<Hand, { kind: "begun" }>,
  { sendsLate }: Rules,
): Step {
  if (!sendsLate && state.now - from.begunAt > POLICY.sendWithinMs) {
    return {
      what: `process ${id} is too late for ${which}`,
      to: withHand(state, id, which, { kind: "unsent", from }),
    };
  }
  const until = state.now + POLICY.replyWithinMs + POLICY.lookAfterMs;
  const request: Request = { delivery: which, by: id, until };
  const asked = withHand(state, id, which, { kind: "asked", from });
  return { what: `process ${id} writes ${which}`, to: { ...asked, requests: [...state.requests, request] } };
}

/** A request that was broken off takes effect soon or never. */
function broken(state: State, id: 0 | 1, which: 0 | 1): State {
  const requests = state.requests.map((request) =>
    request.by === id && request.delivery === which
      ? { ...request, until: Math.min(request.until, state.now + POLICY.lookAfterMs) }
      : request,
  );
  return { ...state, requests };
}

/** Writes what came of it, if the process has the lease and the delivery is as it left it. */
function settling(state: State, id: 0 | 1, which: 0 | 1, hand: Hand, rules: Rules): Step[] {
  const process = state.processes[id];
  if (!process.lease || process.lease.epoch !== state.lease.epoch) return [];
  const same = isSame(state.deliveries[which], hand.from);
  const free = withHand(state, id, which, null);
  if (rules.checksRow && !same) return [{ what: `process ${id} is refused ${which}`, to: free }];
  const next = nextOf(hand, state.now, rules);
  return [{ what: `process ${id} settles ${which} as ${next.kind}`, to: withDelivery(free, which, next) }];
}

function nextOf(hand: Hand, now: number, rules: Rules): DeliveryState {
  if (hand.kind === "looked") return rules.afterLook(hand.from, hand.sighting, now, POLICY);
  if (hand.kind === "heard") {
    return rules.afterAttempt({ state: hand.from, action: POST }, hand.outcome, now, POLICY);
  }
  if (hand.kind === "unsent") return afterNoAttempt(hand.from, now);
  throw new Error("There is nothing to settle yet.");
}
