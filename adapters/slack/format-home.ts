import type { types } from "@slack/bolt";
import type { HomePage } from "../platform.ts";
import { ACTION, askButtons } from "./buttons.ts";
import { clip, escapeMarkdown } from "./escape.ts";
import { aside, leaf, plainText, sections } from "./message.ts";

const LIMIT = { header: 150, line: 160, lines: 15, aside: 300 } as const;

/** The Home tab; `commands` are those to use in a channel. */
export function formatHome({ words, channels }: HomePage, commands: readonly string[]): types.KnownBlock[] {
  const { introduction, total, latest, asOf, examples, settings } = words;
  return [
    ...sections(leaf(introduction)),
    ...sections(leaf(latest === null ? total : `${total}\n${latest}`)),
    aside(asOf, LIMIT.aside),
    header(examples.heading),
    { type: "actions", elements: askButtons(ACTION.homeAsk, examples.questions) },
    ...(channels === null ? [] : [header(words.subscriptions.heading), ...listOf(channels, words)]),
    header(settings.heading),
    ...sections(leaf(settings.howTo(commands))),
  ];
}

/** Slack shows the name of a channel only to those who may know it. */
function listOf(
  channels: NonNullable<HomePage["channels"]>,
  { subscriptions }: HomePage["words"],
): types.KnownBlock[] {
  if (channels.length === 0) return sections(leaf(subscriptions.none));
  const lines = channels
    .filter(({ channel }) => /^[A-Z0-9]+$/.test(channel))
    .slice(0, LIMIT.lines)
    .map(({ channel, gets }) => `• <#${channel}>: ${clip(escapeMarkdown(gets), LIMIT.line)}`);
  const hidden = channels.length - lines.length;
  return [
    ...(lines.length > 0 ? [lined(lines.join("\n"))] : []),
    ...(hidden > 0 ? [aside(subscriptions.more(hidden), LIMIT.aside)] : []),
  ];
}

function lined(text: string): types.SectionBlock {
  return { type: "section", text: { type: "mrkdwn", verbatim: true, text } };
}

function header(words: string): types.HeaderBlock {
  return { type: "header", text: plainText(clip(leaf(words), LIMIT.header)) };
}
