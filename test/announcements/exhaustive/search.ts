import { dueAt } from "../../../src/announcements/delivery.ts";
import { keyOf, type State } from "./state.ts";
import { type Rules, type Step, stepsFrom } from "./steps.ts";
import { violation } from "./violation.ts";

/** What a search found. */
export interface Found {
  readonly states: number;
  /** What went wrong first, with the shortest way there; null when nothing did. */
  readonly violation: { readonly what: string; readonly way: readonly string[] } | null;
  /** The shortest way to a state from which nothing ends, though all goes well from then on; null when none is seen. */
  readonly lost: readonly string[] | null;
}

interface Node {
  readonly state: State;
  readonly what: string;
  readonly from: Node | null;
}

/** Every so many states, whether the deliveries would still come to an end is tried out. */
const TRY_EVERY = 7;

/** Walks every interleaving of at most `depth` steps, the nearest first; states that are alike count once. */
export function search(start: State, rules: Rules, depth: number): Found {
  const seen = new Set([keyOf(start)]);
  let level: Node[] = [{ state: start, what: "start", from: null }];
  let lost: Found["lost"] = null;
  for (let steps = 0; steps < depth; steps += 1) {
    const next: Node[] = [];
    for (const node of level) {
      const found = expand(node, rules, seen, next);
      if (found) return { states: seen.size, violation: found, lost };
    }
    const stuck = next.find(({ state }, index) => index % TRY_EVERY === 0 && !ends(state, rules));
    lost ??= stuck ? wayTo(stuck) : null;
    level = next;
  }
  return { states: seen.size, violation: null, lost };
}

function expand(node: Node, rules: Rules, seen: Set<string>, next: Node[]): Found["violation"] {
  for (const { what, to } of stepsFrom(node.state, rules)) {
    const wrong = violation(node.state, { what, to });
    if (wrong) return { what: wrong, way: [...wayTo(node), what] };
    const key = keyOf(to);
    if (seen.has(key)) continue;
    seen.add(key);
    next.push({ state: to, what, from: node });
  }
  return null;
}

function wayTo(node: Node): string[] {
  return node.from ? [...wayTo(node.from), node.what] : [];
}

/** What happens next when all goes well, the most wanted first; the words that a step begins with. */
const GOOD = [
  ...[/settles|refused|gives/, /takes \d$/, /writes|too late/, /found|absent/, /begins/],
  ...[/lease|renews/, /starts/, /loses the reply/],
];

/** From any state an end is this many steps away, when all goes well. */
const PATIENCE = 120;

/** Whether the deliveries come to an end if from now on processes live, and the platform takes what it gets. */
function ends(start: State, rules: Rules): boolean {
  let state = start;
  for (let steps = 0; steps < PATIENCE; steps += 1) {
    if (isEnd(state)) return true;
    const possible = stepsFrom(state, rules);
    const good = GOOD.map((words) => possible.find((step) => isGood(step, words))).find(Boolean);
    state = (good ?? possible[0])?.to ?? state;
  }
  return false;
}

function isGood({ what }: Step, words: RegExp): boolean {
  return words.test(what) && !what.includes("operator") && !what.includes("unsubscribes");
}

/** All is settled, or for an operator to settle. */
function isEnd({ deliveries }: State): boolean {
  return deliveries.every((state) => state.kind !== "sending" && dueAt(state) === null);
}
