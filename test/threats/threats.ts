import { CONVERSATION_THREATS } from "./threats-conversation.ts";
import { CORE_THREATS } from "./threats-core.ts";
import { DISCORD_THREATS } from "./threats-discord.ts";
import { EDGE_THREATS } from "./threats-edge.ts";
import { SLACK_THREATS } from "./threats-slack.ts";

/** A row of SECURITY.md, and how to take its defence away. */
export interface Threat {
  readonly attack: string;
  readonly defence: string;
  /** Where the defence is. */
  readonly file: string;
  /** A piece of that file, there once, and what stands in its place when the defence is gone. */
  readonly replace: string;
  readonly by: string;
  /** The test that fails then. */
  readonly test: {
    readonly file: string;
    readonly name: string;
    /** The file that runs it, where several run what it stands in. */
    readonly runBy?: string;
  };
}

export const THREATS: readonly Threat[] = [
  ...SLACK_THREATS,
  ...EDGE_THREATS,
  ...DISCORD_THREATS,
  ...CONVERSATION_THREATS,
  ...CORE_THREATS,
];

/** The row as it stands in SECURITY.md. */
export function rowOf({ attack, defence, file, test }: Threat): string {
  return `| ${attack} | ${defence} | ${linkTo(file)} | ${linkTo(test.file)}: ${test.name} |`;
}

function linkTo(file: string): string {
  return `[${file.split("/").slice(-2).join("/")}](${file})`;
}
