import { blockTexts, type MessageBlock } from "./server/limits.ts";

/** Whatever Slack would act on in a message (`<!channel>`, `<@U1>`, `<javascript:…>`), links to http(s) excepted. */
export function liveTokens(message: {
  readonly text: string;
  readonly blocks: readonly MessageBlock[];
}): readonly string[] {
  return [message.text, ...blockTexts(message.blocks)].flatMap(liveIn);
}

/** The same in one text. */
export function liveIn(text: string): readonly string[] {
  return text.replace(/<https?:\/\/[^<>|\s]+\|[^<>|]*>/g, "").match(/<[^>]*>?|>/g) ?? [];
}
