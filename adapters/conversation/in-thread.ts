import { isCertain } from "../../src/conversation/certain.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import type { Reply, Turn } from "../../src/questions/reply.ts";
import type { HeardWords } from "../platform.ts";

type Ask = (text: string, previous: Turn | null) => Reply;

/** The reply to what was said, given the last turn; null for what was not said to the bot and is no clear question. */
export async function repliesTo(
  heard: HeardWords,
  previous: Turn | null,
  ask: Ask,
  knowledge: KnowledgeBase,
): Promise<Reply | null> {
  const { text, address } = heard;
  if (address === "asked") return replyToCall(heard, previous, ask);
  if (address === "chosen") return ask(text, null);
  if (address === "followed" && previous === null) return null;
  const reply = ask(text, address === "followed" ? previous : null);
  return isCertain(reply, { text, address }, knowledge) ? reply : null;
}

/**
 * Called into a thread of people, the bot reads what they said before: `@Rollcall` alone then answers their last
 * question, and `@Rollcall and Sweden?` goes on from it.
 */
async function replyToCall({ text, earlier }: HeardWords, previous: Turn | null, ask: Ask): Promise<Reply> {
  const reply = ask(text || "help", previous);
  if (previous || !earlier || (text !== "" && reply.outcome !== "clarify")) return reply;
  const before = lastUnderstood(await earlier().catch(() => []), ask);
  if (!before) return reply;
  return text === "" ? before : ask(text, before.turn);
}

function lastUnderstood(said: readonly string[], ask: Ask): Reply | null {
  return said.reduce<Reply | null>((last, text) => {
    const reply = ask(text, last?.turn ?? null);
    return reply.turn ? reply : last;
  }, null);
}
