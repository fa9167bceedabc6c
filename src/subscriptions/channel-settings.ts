import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { RemarkWords } from "../wording/sentences.ts";
import type { Actor, AuditEntry } from "./subscription.ts";

/** When the bot answers in a channel; `automatic` is also what was said to nobody, if it is certain. */
export const MODES = ["mentions", "automatic", "off"] as const;
export type ChannelMode = (typeof MODES)[number];

/** How the bot behaves in a channel. */
export interface ChannelSettings {
  readonly mode: ChannelMode;
  /** Null: the language of the question. */
  readonly language: LanguageCode | null;
}

/** Of a channel where nobody set anything. */
export const DEFAULT_SETTINGS: ChannelSettings = { mode: "mentions", language: null };

/** What was asked of the settings; undefined: not said. Nothing said: they are shown. */
export interface SettingsCommand {
  readonly mode?: ChannelMode;
  readonly language?: LanguageCode | null;
}

/** Who asks for a change, and when (ms). */
interface AskingForSettings {
  readonly actor: Actor;
  readonly now: number;
  /** How commands begin: `/rollcall`. */
  readonly command: string;
}

/** What a command leads to; `next` and `audit` are null when nothing changes. */
interface AppliedSettings {
  readonly next: ChannelSettings | null;
  readonly audit: AuditEntry | null;
  readonly reply: readonly RemarkWords[];
}

/** Decides what a command makes of the settings of a channel, and what is told of it. */
export function applySettings(
  asked: SettingsCommand,
  current: ChannelSettings,
  { actor, now, command }: AskingForSettings,
): AppliedSettings {
  const next: ChannelSettings = { ...current, ...asked };
  const state = describeSettings(next, command);
  if (isLook(asked)) return unchanged(state);
  if (next.mode === current.mode && next.language === current.language)
    return unchanged([{ id: "nothing-changed", args: {} }, ...state]);
  const audit = { at: now, actor, change: { kind: "settings", ...next } } as const;
  return { next, audit, reply: [{ id: "settings-changed", args: {} }, ...state] };
}

function unchanged(reply: readonly RemarkWords[]): AppliedSettings {
  return { next: null, audit: null, reply };
}

/** Whether nothing is asked but to see them. */
export function isLook({ mode, language }: SettingsCommand): boolean {
  return mode === undefined && language === undefined;
}

/** The whole of what the bot does in a channel, and how to change it; `command` is null to who may not. */
export function describeSettings(
  { mode, language }: ChannelSettings,
  command: string | null,
): readonly RemarkWords[] {
  const others = MODES.filter((one) => one !== mode).map((one) => `${command} settings ${one}`);
  const change = { command: [...others, `${command} settings in German`] };
  return [
    { id: `settings-${mode}`, args: {} },
    ...(mode === "off" ? [] : [languageWords(language)]),
    ...(command === null ? [] : [{ id: "how-to-change", args: change } as const]),
  ];
}

function languageWords(language: LanguageCode | null): RemarkWords {
  return language === null
    ? { id: "settings-any-language", args: {} }
    : { id: "settings-language", args: { language } };
}
