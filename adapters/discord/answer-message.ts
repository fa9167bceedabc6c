import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
} from "discord.js";
import type { AnswerTable } from "../../src/questions/answer-table.ts";
import type { ChatAnswer } from "../platform.ts";
import { buttonsOf } from "./buttons.ts";
import { escapeText } from "./escape.ts";
import { type Part, partsOf, small } from "./format.ts";
import { escapedLines } from "./split.ts";

/** A message of Components V2, as discord.js sends it: nothing in it is unfurled, and nobody is ever notified. */
export interface AnswerMessage {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: APIMessageTopLevelComponent[];
  readonly allowedMentions: { readonly parse: readonly []; readonly repliedUser: false };
}

/** Discord takes 4,000 characters over all components; the rest is for the labels of buttons. */
const TEXT_LIMIT = 3400;
const LINE_LIMIT = 200;

/** An answer as Discord shows it, with its buttons under the last message; `isShareable`: only one person sees it. */
export function answerMessages(answer: ChatAnswer, isShareable = false): AnswerMessage[] {
  const { words, table } = answer;
  const lines = [...escapedLines(words.text, TEXT_LIMIT), ...(table ? tableLines(table) : [])];
  const parts = partsOf(words, lines, TEXT_LIMIT);
  const last = parts.length - 1;
  const buttons = buttonsOf(answer, isShareable, last === 0);
  return parts.map((part, index) => messageOf([framed(part), ...(index === last ? buttons : [])]));
}

export function messageOf(components: APIMessageTopLevelComponent[]): AnswerMessage {
  const allowedMentions = { parse: [], repliedUser: false } as const;
  return { flags: MessageFlags.IsComponentsV2, components, allowedMentions };
}

/** A line above an answer; `text` is plain, with a name that a person chose. */
export function smallPrint(text: string): APIMessageTopLevelComponent {
  const [line = "", ...more] = escapedLines(text, LINE_LIMIT);
  return { type: ComponentType.TextDisplay, content: small([line, ...more].join(" ")) };
}

function framed({ text, footer }: Part): APIMessageTopLevelComponent {
  const components: APIComponentInContainer[] = [
    ...(text === null ? [] : [display(text)]),
    ...(text === null || footer === null ? [] : [{ type: ComponentType.Separator } as const]),
    ...(footer === null ? [] : [display(footer)]),
  ];
  return { type: ComponentType.Container, components };
}

function display(content: string): APIComponentInContainer {
  return { type: ComponentType.TextDisplay, content };
}

/** Discord has no tables, and columns break on a phone: a line each, `19 · Norway · 14 June 2019`. */
function tableLines({ header, rows }: AnswerTable): string[] {
  return [`**${line(header)}**`, ...rows.map(line)].flatMap((one) => (one.length <= TEXT_LIMIT ? [one] : []));
}

function line(cells: readonly string[]): string {
  return cells.map(escapeText).join(" · ");
}
