import { NEWS_KINDS, type NewsKind } from "../announcements/event.ts";
import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import { fold } from "../language/fold.ts";
import { languageName } from "../wording/language-name.ts";
import { VERBS } from "./command.ts";

/** What kinds of news and languages are called, folded. */
export interface Terms {
  readonly kinds: ReadonlyMap<string, NewsKind>;
  /** Words in the longest name of a kind. */
  readonly longest: number;
  readonly languages: ReadonlyMap<string, LanguageCode>;
  /** What stands before a language: `language`, `sprache`. */
  readonly languageWords: ReadonlySet<string>;
  /** What stands before a mode: `mode`, `modus`. */
  readonly modeWords: ReadonlySet<string>;
  /** By their own names first. */
  readonly verbs: readonly NamedVerb[];
}

/** What a verb is called in some language. */
export interface NamedVerb {
  readonly name: string;
  readonly verb: SpokenVerb;
  /** Null for its own name. */
  readonly language: LanguageCode | null;
}

/** All that can follow the command of the bot but a question. */
export const SPOKEN_VERBS = [...VERBS, "settings", "help", "forget"] as const;
type SpokenVerb = (typeof SPOKEN_VERBS)[number];

const KINDS: Readonly<Record<NewsKind, readonly string[]>> = {
  accession: ["new signatories", "new signatory", "signatories", "signatory", "accessions", "accession"],
  correction: ["corrections", "correction"],
  withdrawal: ["withdrawals", "withdrawal"],
  milestone: ["milestones", "milestone"],
};

/** Norwegian bokmål is what most people mean by Norwegian. */
const ALSO: Readonly<Record<string, readonly string[]>> = { nb: ["no"] };

/** Polish has adverbs for it: `po niemiecku`. */
const ADVERBS: Readonly<Record<string, string>> = {
  ...{ de: "niemiecku", en: "angielsku", es: "hiszpańsku" },
  ...{ fr: "francusku", nb: "norwesku", pl: "polsku" },
};

/** The names in English and in each language of the bot, so that an answer can be repeated as a command. */
export function termsOf({ languages }: Pick<KnowledgeBase, "languages">): Terms {
  const packs = [...languages.values()];
  const kinds = NEWS_KINDS.flatMap((kind) =>
    [...KINDS[kind], ...packs.map(({ messages }) => messages[`news-${kind}`] ?? kind)].map(
      (name) => [fold(name), kind] as const,
    ),
  );
  const named = packs.flatMap(({ code, name }) => {
    const codes = [code, ...(ALSO[code] ?? [])];
    const names = packs.flatMap(({ locale }) => codes.map((one) => languageName(locale, one)));
    return [...codes, name, ...names, ADVERBS[code] ?? name].map((one) => [fold(one), code] as const);
  });
  return {
    kinds: new Map(kinds),
    longest: Math.max(...kinds.map(([name]) => name.split(" ").length)),
    languages: new Map(named.map(([name, code]) => [plain(name), code])),
    languageWords: new Set([
      "lang",
      ...packs.map(({ messages }) => fold(messages["command-language"] ?? "")),
    ]),
    modeWords: new Set(packs.map(({ messages }) => fold(messages["command-mode"] ?? ""))),
    verbs: [
      ...SPOKEN_VERBS.map((verb) => ({ name: verb, verb, language: null })),
      ...packs.flatMap(({ code, messages }) =>
        SPOKEN_VERBS.map((verb) => {
          return { name: fold(messages[`command-${verb}`] ?? verb), verb, language: code };
        }),
      ),
    ],
  };
}

/** `norwegisch (bokmal)` is typed without brackets too. */
function plain(name: string): string {
  return name.replace(/[()]/g, "");
}
