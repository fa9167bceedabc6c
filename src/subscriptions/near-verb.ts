import type { LanguageCode } from "../knowledge/schema/values.ts";
import { fold } from "../language/fold.ts";
import { deletions, isOneError } from "../language/repair.ts";
import { type NamedVerb, SPOKEN_VERBS, type Terms } from "./terms.ts";

/** A command that somebody may have meant: offered, and never carried out. */
export interface MeantCommand {
  /** As it was typed. */
  readonly typed: string;
  /** `subscribe all` for `subscrbe all`. */
  readonly command: string;
  /** In which the verb was named; null for its own name, which says nothing of who typed it. */
  readonly language: LanguageCode | null;
}

/** Only a long word may have two errors: too many short words lie two apart. */
const SHORTEST_WITH_TWO = 7;
/** What follows is repeated, so that the whole can be copied; a longer one would be cut where it is quoted. */
const LONGEST_COMMAND = 28;

/** The command whose verb, in whatever language, is nearest to the first word; null when none is near. */
export function meantCommand(text: string, { verbs }: Pick<Terms, "verbs">): MeantCommand | null {
  const [typed = "", ...rest] = text.split(/\s+/).filter(Boolean);
  const word = fold(typed).replace(/[.,;:!?]+$/, "");
  if (SPOKEN_VERBS.some((verb) => verb === word)) return null;
  const found = verbs.find(({ name }) => name === word) ?? nearest(word, verbs);
  if (!found) return null;
  const whole = [found.verb, ...rest].join(" ");
  const command = whole.length > LONGEST_COMMAND ? found.verb : whole;
  return { typed, command, language: found.language };
}

function nearest(word: string, verbs: readonly NamedVerb[]): NamedVerb | undefined {
  return (
    verbs.find(({ name }) => isOneError(word, name)) ?? verbs.find(({ name }) => isTwoErrors(word, name))
  );
}

/** At most two, and not in the first letter, by which most people begin well: `meetings` is not `settings`. */
function isTwoErrors(word: string, name: string): boolean {
  if (Math.min(word.length + 1, name.length) < SHORTEST_WITH_TWO || word[0] !== name[0]) return false;
  const forms = [name, ...deletions(name)];
  return [word, ...deletions(word)].some((form) => forms.some((other) => isOneError(form, other)));
}
