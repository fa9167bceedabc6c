import { z } from "zod";

const said = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().default(""),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
});

/** A message as it stands in a channel. */
export type Said = z.output<typeof said>;

/** Reads a message inside an event or a reply of Slack; null for what is none. */
export function readSaid(message: unknown): Said | null {
  return said.safeParse(message).data ?? null;
}

/** Edits, deletions, joins and the like are messages too; only these three are something a person says. */
const SPOKEN = [undefined, "file_share", "thread_broadcast"] as const;

export function isSpoken<E extends { readonly subtype?: string | undefined }>(
  event: E,
): event is Extract<E, { readonly subtype?: (typeof SPOKEN)[number] }> {
  return wasSpoken(event);
}

/** Whether a person said it, as far as its kind tells. */
export function wasSpoken({ subtype }: { readonly subtype?: string | undefined }): boolean {
  return SPOKEN.some((one) => one === subtype);
}

/** What happened to a message. */
export type Change =
  | { readonly kind: "deleted"; readonly ts: string }
  | { readonly kind: "edited"; readonly now: Said; readonly before: Said | null };

/** The parts of `message_changed` and `message_deleted` events. */
interface ChangeEvent {
  readonly subtype?: string | undefined;
  readonly deleted_ts?: unknown;
  readonly message?: unknown;
  readonly previous_message?: unknown;
}

/** What an event says of an earlier message; null when its words are as they were: a reply or a preview came. */
export function changeIn(event: ChangeEvent): Change | null {
  if (event.subtype === "message_deleted") {
    return typeof event.deleted_ts === "string" ? { kind: "deleted", ts: event.deleted_ts } : null;
  }
  const now = event.subtype === "message_changed" ? readSaid(event.message) : null;
  if (!now) return null;
  // What is deleted under replies stays as a tombstone.
  if (now.subtype === "tombstone") return { kind: "deleted", ts: now.ts };
  const before = readSaid(event.previous_message);
  return wasSpoken(now) && now.text !== before?.text ? { kind: "edited", now, before } : null;
}
