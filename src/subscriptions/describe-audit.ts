import type { Sentence } from "../questions/answer.ts";
import { remark } from "../questions/answer.ts";
import { echo } from "../wording/echo.ts";
import type { RemarkWords } from "../wording/sentences.ts";
import type { AuditEntry } from "./subscription.ts";

/** The last changes of a channel, each in a line of its own: when, who, what. */
export function describeAudit(entries: readonly AuditEntry[]): readonly Sentence[] {
  if (entries.length === 0) return [remark({ id: "audit-none", args: {} })];
  const lines = entries.map((entry): Sentence => ({ kind: "remark", words: lineOf(entry), item: true }));
  return [remark({ id: "audit-some", args: {} }), ...lines];
}

/** In place of a person who is forgotten; what the bot itself changed says so. */
const FORGOTTEN = "—";

function lineOf({ at: time, actor: who, change }: AuditEntry): RemarkWords {
  const actor = who ? `${echo(who.name)} (${who.id})` : FORGOTTEN;
  switch (change.kind) {
    case "subscribed":
      return {
        id: "audit-subscribed",
        args: { time, actor, kinds: change.kinds, language: change.language },
      };
    case "unsubscribed":
      return change.kinds.length > 0
        ? { id: "audit-unsubscribed", args: { time, actor, kinds: change.kinds } }
        : { id: "audit-unsubscribed-all", args: { time, actor } };
    case "paused":
      return change.until === null
        ? { id: "audit-paused", args: { time, actor } }
        : { id: "audit-paused-until", args: { time, actor, until: change.until } };
    case "closed":
      return { id: "audit-closed", args: { time, reason: change.reason } };
    case "resumed":
      return { id: "audit-resumed", args: { time, actor } };
    case "settings": {
      const { mode, language } = change;
      return language === null
        ? { id: "audit-settings-any-language", args: { time, actor, mode: [mode] } }
        : { id: "audit-settings", args: { time, actor, mode: [mode], language } };
    }
  }
}
