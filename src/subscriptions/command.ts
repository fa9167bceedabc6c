import type { NewsKind } from "../announcements/event.ts";
import type { Day } from "../knowledge/day.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";

/** When a pause ends: so long after it begins, or at the beginning of a day (UTC). */
export type PauseEnd =
  | { readonly kind: "after"; readonly ms: number }
  | { readonly kind: "on"; readonly day: Day };

/** What changes a subscription. */
export type ChangeCommand =
  /** Null: what was not said. */
  | {
      readonly verb: "subscribe";
      readonly kinds: readonly NewsKind[] | null;
      readonly language: LanguageCode | null;
    }
  /** Null: everything. */
  | { readonly verb: "unsubscribe"; readonly kinds: readonly NewsKind[] | null }
  /** Null: until somebody resumes. */
  | { readonly verb: "pause"; readonly end: PauseEnd | null }
  | { readonly verb: "resume" };

/** What those who manage a channel can say. */
export type Command =
  | ChangeCommand
  | { readonly verb: "subscriptions" }
  | { readonly verb: "preview" }
  | { readonly verb: "doctor" }
  | { readonly verb: "audit" };

export type Verb = Command["verb"];

export const VERBS = [
  "subscribe",
  "unsubscribe",
  "subscriptions",
  "pause",
  "resume",
  "preview",
  "doctor",
  "audit",
] as const satisfies readonly Verb[];
