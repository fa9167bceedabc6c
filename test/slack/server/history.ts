import type { StoredMessage } from "./workspace.ts";

/** Arguments of conversations.history and conversations.replies, as they come in a form. */
export interface HistoryArguments {
  readonly oldest?: string | undefined;
  readonly latest?: string | undefined;
  readonly inclusive?: string | undefined;
  readonly limit?: string | undefined;
  readonly cursor?: string | undefined;
  readonly include_all_metadata?: string | undefined;
}

/** One page of messages as Slack shows them: history newest first, metadata only when asked for. */
export function pageOf(messages: readonly StoredMessage[], args: HistoryArguments): object {
  const shown = messages.filter((each) => each.ephemeralFor === null && inWindow(Number(each.ts), args));
  const start = args.cursor ? Number(Buffer.from(args.cursor, "base64").toString()) : 0;
  const end = start + Number(args.limit ?? 100);
  const more = end < shown.length;
  return {
    ok: true,
    messages: shown.slice(start, end).map((each) => asShown(each, args.include_all_metadata === "true")),
    has_more: more,
    response_metadata: { next_cursor: more ? Buffer.from(String(end)).toString("base64") : "" },
  };
}

function inWindow(ts: number, { oldest = "0", latest = "9999999999", inclusive }: HistoryArguments): boolean {
  if (inclusive === "true") return ts >= Number(oldest) && ts <= Number(latest);
  return ts > Number(oldest) && ts < Number(latest);
}

function asShown(message: StoredMessage, withMetadata: boolean): object {
  return {
    type: "message",
    ts: message.ts,
    user: message.user,
    text: message.text,
    blocks: message.blocks,
    ...(message.botId === null ? {} : { bot_id: message.botId }),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(withMetadata && message.metadata !== null ? { metadata: message.metadata } : {}),
  };
}
