import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import { exampleQuestions } from "../questions/example-questions.ts";
import type { Wish } from "../subscriptions/subscription.ts";
import { isPaused } from "../subscriptions/subscription.ts";
import { wordingOf } from "./wording-of.ts";

/** What a page about the bot shows, in one language: plain text, not mark-up. */
export interface HomeWords {
  /** What the bot is and knows. */
  readonly introduction: string;
  /** How many have signed. */
  readonly total: string;
  /** The latest signature; null while there is none. */
  readonly latest: string | null;
  readonly asOf: string;
  readonly examples: { readonly heading: string; readonly questions: readonly string[] };
  readonly subscriptions: {
    readonly heading: string;
    readonly none: string;
    /** Kinds and language of a channel, and whether it is paused at `now` (ms). */
    channel(wish: Pick<Wish, "kinds" | "language" | "pause">, now: number): string;
    more(channels: number): string;
  };
  readonly settings: {
    readonly heading: string;
    /** Which commands to use in a channel. */
    howTo(commands: readonly string[]): string;
  };
}

export function homeWords(knowledge: KnowledgeBase, language: LanguageCode): HomeWords {
  const { say } = wordingOf(knowledge, language);
  return {
    introduction: say({ id: "identity", args: {} }),
    total: say({ id: "announce-total", args: { count: knowledge.signatories.size } }),
    latest: latestOf(knowledge, language),
    asOf: say({ id: "label-as-of", args: { day: knowledge.asOf } }),
    examples: {
      heading: say({ id: "home-examples", args: {} }),
      questions: exampleQuestions(knowledge, language),
    },
    subscriptions: {
      heading: say({ id: "home-subscriptions", args: {} }),
      none: say({ id: "home-no-subscriptions", args: {} }),
      channel: (wish, now) => {
        const { kinds, language: spoken } = wish;
        const gets = say({ id: "home-subscription", args: { kinds, language: spoken } });
        return isPaused(wish, now) ? `${gets} (${say({ id: "home-paused", args: {} })})` : gets;
      },
      more: (count) => say({ id: "home-more", args: { count } }),
    },
    settings: {
      heading: say({ id: "home-settings", args: {} }),
      howTo: (command) => say({ id: "home-how-to", args: { command } }),
    },
  };
}

function latestOf(knowledge: KnowledgeBase, language: LanguageCode): string | null {
  const latest = [...knowledge.signatories.values()].at(-1);
  if (!latest) return null;
  const { country, signed } = latest;
  const args = { country, earliest: signed.earliest, latest: signed.latest };
  const { say } = wordingOf(knowledge, language);
  return signed.earliest === signed.latest
    ? say({ id: "signed-on", args: { country, day: signed.earliest } })
    : say({ id: "signed-between", args });
}
