import { NEWS_KINDS, type NewsKind } from "../announcements/event.ts";
import type { RemarkWords } from "../wording/sentences.ts";
import { type Command, VERBS, type Verb } from "./command.ts";
import { parsePauseEnd } from "./parse-pause.ts";
import { readLanguage, type Word, wordsOf } from "./read-language.ts";
import { inOrder } from "./subscription.ts";
import type { Terms } from "./terms.ts";

/** A command, or an exact hint at what is wrong with it: nothing is guessed. */
export type Parsed =
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "malformed"; readonly hint: RemarkWords };

const JOINING: ReadonlySet<string> = new Set([
  "and",
  "&",
  "to",
  "the",
  "from",
  "und",
  "et",
  "y",
  "e",
  "og",
  "i",
]);
const ALL: ReadonlySet<string> = new Set(["all", "everything"]);
const MOST_QUOTED = 5;

/**
 * Reads what follows the command of the bot; null when the first word is no verb, so that it is a question.
 *
 * `"subscribe new signatories, corrections in German"` gives both kinds and `de`.
 */
export function parseCommand(text: string, terms: Terms): Parsed | null {
  const [first, ...rest] = wordsOf(text);
  const verb = VERBS.find((name) => name === first?.folded);
  return verb ? parseArguments(verb, rest, terms) : null;
}

function parseArguments(verb: Verb, words: readonly Word[], terms: Terms): Parsed {
  switch (verb) {
    case "subscribe":
      return parseSubscribe(words, terms);
    case "unsubscribe": {
      const kinds = parseKinds(words, terms);
      return "hint" in kinds
        ? malformed(kinds.hint)
        : command({ verb, kinds: kinds.all ? null : kinds.named });
    }
    case "pause": {
      const end = parsePauseEnd(words.map(({ folded }) => folded));
      return end === undefined
        ? malformed({ id: "malformed-pause", args: { words: quoted(words) } })
        : command({ verb, end });
    }
    default:
      return words.length > 0
        ? malformed({ id: "malformed-extra", args: { verb: [verb], words: quoted(words) } })
        : command({ verb });
  }
}

function parseSubscribe(words: readonly Word[], terms: Terms): Parsed {
  const read = readLanguage(words, terms);
  const kinds = parseKinds(read.kind === "none" ? words : read.before, terms);
  if ("hint" in kinds) return malformed(kinds.hint);
  if (read.kind === "unknown" || read.kind === "any") return malformed(read.hint);
  const language = read.kind === "named" ? read.language : null;
  return command({ verb: "subscribe", kinds: kinds.all ? NEWS_KINDS : kinds.named, language });
}

type Kinds =
  | { readonly all: boolean; readonly named: readonly NewsKind[] | null }
  | { readonly hint: RemarkWords };

/** `all` stands by itself: "all corrections" could mean more than one thing. */
function parseKinds(words: readonly Word[], terms: Terms): Kinds {
  const telling = words.filter((word) => !JOINING.has(word.folded));
  if (telling.length === 1 && ALL.has(folded(telling))) return { all: true, named: null };
  if (words.length === 0) return { all: false, named: null };
  const { named, unknown } = scan(telling, terms);
  if (unknown.length === 0 && named.length > 0) return { all: false, named: inOrder(named) };
  const args = { words: quoted(unknown.length > 0 ? unknown : words), kinds: NEWS_KINDS };
  return { hint: { id: "malformed-kinds", args } };
}

function scan(words: readonly Word[], terms: Terms) {
  const named: NewsKind[] = [];
  const unknown: Word[] = [];
  for (let index = 0; index < words.length; ) {
    const found = longestKind(words, index, terms);
    if (found) named.push(found.kind);
    else unknown.push(...words.slice(index, index + 1));
    index += found?.length ?? 1;
  }
  return { named, unknown };
}

/** The kind whose name begins at `index`; of several the longest: `new signatories` before `signatories`. */
function longestKind(words: readonly Word[], index: number, { kinds, longest }: Terms) {
  for (let length = Math.min(longest, words.length - index); length > 0; length -= 1) {
    const kind = kinds.get(folded(words.slice(index, index + length)));
    if (kind) return { kind, length };
  }
  return null;
}

function folded(words: readonly Word[]): string {
  return words.map((word) => word.folded).join(" ");
}

function quoted(words: readonly Word[]): readonly string[] {
  return words.slice(0, MOST_QUOTED).map(({ raw }) => raw);
}

function command(parsed: Command): Parsed {
  return { kind: "command", command: parsed };
}

function malformed(hint: RemarkWords): Parsed {
  return { kind: "malformed", hint };
}
