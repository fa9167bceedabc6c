import type { NewsKind } from "../announcements/event.ts";
import { type LanguageCode, languageCode } from "../knowledge/schema/values.ts";
import { daysSinceEpoch } from "../wording/days-since-epoch.ts";
import type { RemarkWords } from "../wording/sentences.ts";
import type { ChangeCommand, PauseEnd } from "./command.ts";
import { describePause, describeSubscription } from "./describe.ts";
import {
  type Actor,
  type AuditEntry,
  type ChangeMade,
  inOrder,
  isPaused,
  type Place,
  type Subscription,
} from "./subscription.ts";

/** What a bare `subscribe` asks for. Milestones are background rather than news of signatures. */
const DEFAULT_KINDS: readonly NewsKind[] = ["accession", "correction", "withdrawal"];
const DEFAULT_LANGUAGE: LanguageCode = languageCode.parse("en");
const DAY_MS = 86_400_000;

/** Who asks for a change, where and when (ms). */
export interface Asking extends Place {
  readonly actor: Actor;
  readonly now: number;
  /** How commands begin on the platform: `/rollcall`. */
  readonly command: string;
}

/** What a command leads to; `next` and `audit` are null when nothing changes. */
export interface Applied {
  readonly next: Subscription | null;
  readonly audit: AuditEntry | null;
  readonly reply: readonly RemarkWords[];
}

/** Decides what a command makes of a channel's subscription, and what is told of it. */
export function apply(command: ChangeCommand, current: Subscription | null, asking: Asking): Applied {
  switch (command.verb) {
    case "subscribe":
      return subscribe(command, current, asking);
    case "unsubscribe":
      return unsubscribe(command.kinds, current, asking);
    case "pause":
      return pause(command.end, current, asking);
    case "resume":
      return resume(current, asking);
  }
}

/** Adds to the set; a bare `subscribe` where there is one already leaves it as it is. */
function subscribe(
  { kinds: asked, language: wanted }: Extract<ChangeCommand, { readonly verb: "subscribe" }>,
  current: Subscription | null,
  asking: Asking,
): Applied {
  const before = current?.kinds ?? [];
  const kinds = inOrder([...before, ...(asked ?? (before.length > 0 ? [] : DEFAULT_KINDS))]);
  const language = wanted ?? current?.language ?? DEFAULT_LANGUAGE;
  const isClosed = current?.pause?.reason != null;
  if (kinds.length === before.length && language === current?.language && !isClosed) {
    return unchanged(current, asking);
  }
  const { platform, workspace, channel, actor, now } = asking;
  const next: Subscription = {
    ...{ platform, workspace, channel, kinds, language },
    // A pause that a person made goes on; one made because posting failed is over, now that it would not.
    pause: current && isPaused(current, now) && !isClosed ? current.pause : null,
    subscriber: actor.id,
    createdAt: current?.createdAt ?? now,
    changedAt: now,
  };
  return changed(next, { kind: "subscribed", kinds, language }, asking);
}

function unsubscribe(
  asked: readonly NewsKind[] | null,
  current: Subscription | null,
  asking: Asking,
): Applied {
  if (!current) return unchanged(current, asking);
  const kinds = asked ? current.kinds.filter((kind) => !asked.includes(kind)) : [];
  if (kinds.length === current.kinds.length) return unchanged(current, asking);
  const next = {
    ...current,
    kinds,
    pause: kinds.length > 0 ? current.pause : null,
    changedAt: asking.now,
  };
  return changed(next, { kind: "unsubscribed", kinds }, asking);
}

function pause(end: PauseEnd | null, current: Subscription | null, asking: Asking): Applied {
  const { now } = asking;
  if (!current || current.kinds.length === 0) return refused([{ id: "pause-nothing", args: {} }]);
  const until = endOf(end, now);
  if (end?.kind === "on" && until !== null && until <= now) {
    return refused([{ id: "pause-past", args: { day: end.day } }]);
  }
  const next = { ...current, pause: { since: now, until, reason: null }, changedAt: now };
  return {
    ...changed(next, { kind: "paused", until }, asking),
    reply: describePause(next, now),
  };
}

function resume(current: Subscription | null, asking: Asking): Applied {
  const { now } = asking;
  if (!current || current.kinds.length === 0) return refused([{ id: "pause-nothing", args: {} }]);
  if (!isPaused(current, now)) {
    const state = describeSubscription(current, { ...asking, isNew: false });
    return refused([{ id: "not-paused", args: {} }, ...state]);
  }
  const next = { ...current, pause: null, changedAt: now };
  const made = changed(next, { kind: "resumed" }, asking);
  const state = describeSubscription(next, { ...asking, isNew: false });
  return { ...made, reply: [{ id: "channel-resumed", args: {} }, ...state] };
}

function endOf(end: PauseEnd | null, now: number): number | null {
  if (end === null) return null;
  return end.kind === "after" ? now + end.ms : daysSinceEpoch(end.day) * DAY_MS;
}

function changed(next: Subscription, change: ChangeMade, { actor, now, command }: Asking): Applied {
  const reply = describeSubscription(next, { command, now, isNew: true });
  return { next, audit: { at: now, actor, change }, reply };
}

function unchanged(current: Subscription | null, { now, command }: Asking): Applied {
  const state = describeSubscription(current, { command, now, isNew: false });
  return refused([{ id: "nothing-changed", args: {} }, ...state]);
}

function refused(reply: readonly RemarkWords[]): Applied {
  return { next: null, audit: null, reply };
}
