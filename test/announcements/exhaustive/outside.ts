import { afterVerdict } from "../../../src/announcements/operator.ts";
import type { Outcome } from "../../../src/announcements/outcome.ts";
import { pair, withDelivery, withHand } from "./change.ts";
import { POLICY, type Request, type State } from "./state.ts";
import type { Step } from "./steps.ts";

const SENT: Outcome = { kind: "sent", messageId: "m" };
const REFUSALS: readonly Outcome[] = [
  { kind: "busy", retryAfterMs: 1 },
  { kind: "failed", reason: "", lasting: false },
  { kind: "failed", reason: "", lasting: true },
];

/** The platform takes the request, refuses it, or never sees it; its answer is heard, if anyone still listens. */
export function arrivals(state: State, request: Request, index: number): Step[] {
  const rest = { ...state, requests: state.requests.filter((_, at) => at !== index) };
  const { delivery: which, by: id } = request;
  const lost: Step = { what: `the request for ${which} is lost`, to: rest };
  if (state.now >= request.until) return [lost];
  const hand = state.processes[id].hands[which];
  const answered = (to: State, outcome: Outcome): State =>
    hand?.kind === "asked" ? withHand(to, id, which, { kind: "heard", from: hand.from, outcome }) : to;
  const posts = pair(state.posts.map((count, at) => (at === which ? count + 1 : count)));
  return [
    lost,
    { what: `the platform takes ${which}`, to: answered({ ...rest, posts }, SENT) },
    { what: `the platform takes ${which}, and its reply is lost`, to: { ...rest, posts } },
    ...REFUSALS.map((refusal) => ({
      what: `the platform refuses ${which}: ${refusal.kind}`,
      to: answered(rest, refusal),
    })),
  ];
}

/** An operator looks into the channel and says what is there. */
export function verdicts(state: State, which: 0 | 1): Step[] {
  const delivery = state.deliveries[which];
  if (delivery.kind !== "in-doubt" || delivery.lookAt !== null) return [];
  const verdict = state.posts[which] > 0 ? "sent" : "again";
  const next = afterVerdict(delivery, verdict, state.now, POLICY);
  const settledByHand = pair(state.settledByHand.map((by, at) => by || at === which));
  const to = { ...withDelivery(state, which, next), settledByHand };
  return [{ what: `an operator settles ${which}: ${verdict}`, to }];
}
