/** Where something was said, as far as it matters for which conversation it belongs to. */
export interface Place {
  readonly channel: string;
  readonly user: string;
  readonly kind: "direct" | "thread" | "channel";
}

/** The one key of what a person said or pressed, over all its repeats. */
export function keyOf({ id }: { readonly id: string }): string {
  return `discord:${id}`;
}

/** A thread or direct message is one conversation; in a plain channel each person has their own. */
export function conversationOf({ channel, user, kind }: Place): string {
  return kind === "channel" ? `discord:${channel}:${user}` : `discord:${channel}`;
}

/**
 * What a person said, in plain words: the bot's own mention is left out, other tokens are put in words.
 *
 * `"<@1> did <@2> ask about <:no:3>?"` said to bot 1 gives `did someone ask about no?`.
 */
export function plainWords(content: string, bot: string): string {
  return content
    .replace(/<@!?(\d+)>/g, (_, user: string) => (user === bot ? " " : "someone"))
    .replace(/<@&\d+>/g, "a role")
    .replace(/<#\d+>/g, "a channel")
    .replace(/<id:\w+>/g, "a channel")
    .replace(/<a?:(\w+):\d+>/g, "$1")
    .replace(/<(\/[^<>:]+):\d+>/g, "$1")
    .replace(/<t:(-?\d{1,11})(?::\w)?>/g, (_, seconds: string) => dayOf(Number(seconds)))
    .replace(/[^\S\n]+/g, " ")
    .trim();
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
