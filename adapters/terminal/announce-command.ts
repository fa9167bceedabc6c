import { parseArgs } from "node:util";
import type { Channel } from "../../src/announcements/destination.ts";
import type { Verdict } from "../../src/announcements/operator.ts";
import { CHANNEL_ID } from "../settings.ts";

/** What `npm run announce` was asked to do. */
export type AnnounceCommand =
  | { readonly kind: "help" | "plan" | "status" | "adopt" }
  | { readonly kind: "approve"; readonly hash: string; readonly wait: boolean }
  /** Key null: all that was given up. */
  | { readonly kind: "retry"; readonly key: string | null; readonly wait: boolean }
  | { readonly kind: "settle"; readonly key: string; readonly verdict: Verdict }
  | { readonly kind: "test"; readonly to: Channel };

export const ANNOUNCE_HELP = `Shows and steers what the bot announces. Works beside a running bot.

  npm run announce -- --plan                what would be posted where, why each skip, and the hash of the plan
  npm run announce -- --status              deliveries by state; those in doubt or given up, with reason and key
  npm run announce -- --approve HASH        releases what is held, if it is exactly the plan of that hash
  npm run announce -- --retry [KEY]         queues again what was given up, or one of it, once its cause is mended
  npm run announce -- --settle KEY sent     says of a delivery in doubt that the channel has it
  npm run announce -- --settle KEY again    says that it has not: it is posted once more
  npm run announce -- --adopt               counts this knowledge as the one in force, after a rollback
  npm run announce -- --test CHANNEL        posts a test to one channel, by the way of all posts
  npm run announce -- --help

  --wait    with --approve and --retry: waits until all of it is settled, and shows how far it is

--plan and --status write nothing. All others are noted with who gave them and when; --status shows the last.
Settings are read from the environment, as the bot reads them: set the same ones.
Exit code: 0 done, 1 not done, or knowledge or store unusable, 2 bad usage or settings.`;

/** Reads the command line; what is wrong with it comes back as text. */
export function readAnnounceCommand(args: readonly string[]): AnnounceCommand | { readonly wrong: string } {
  const parsed = parse(args);
  if (typeof parsed === "string") return { wrong: parsed };
  const { values, positionals } = parsed;
  if (values.help) return { kind: "help" };
  const [action, ...others] = ACTIONS.filter((name) => values[name] !== undefined);
  if (action === undefined || others.length > 0) return { wrong: `Give one of ${NAMES}.` };
  const extra = positionals[TAKES[action]];
  if (extra !== undefined) return { wrong: `"${extra}" is not understood.` };
  const wait = values.wait ?? false;
  if (wait && action !== "approve" && action !== "retry") {
    return { wrong: "--wait goes with --approve and --retry." };
  }
  return commandOf(action, values, positionals[0], wait);
}

type Action = (typeof ACTIONS)[number];

function commandOf(
  action: Action,
  values: { readonly [Name in "approve" | "settle" | "test"]?: string | undefined },
  word: string | undefined,
  wait: boolean,
): AnnounceCommand | { readonly wrong: string } {
  switch (action) {
    case "approve":
      return { kind: action, hash: values.approve ?? "", wait };
    case "retry":
      return { kind: action, key: word ?? null, wait };
    case "settle":
      return settleOf(values.settle ?? "", word);
    case "test":
      return testOf(values.test ?? "");
    case "plan":
    case "status":
    case "adopt":
      return { kind: action };
  }
}

const ACTIONS = ["plan", "status", "approve", "retry", "settle", "adopt", "test"] as const;
/** How many words may follow each. */
const TAKES: Readonly<Record<Action, number>> = {
  ...{ plan: 0, status: 0, approve: 0, adopt: 0, test: 0 },
  ...{ retry: 1, settle: 1 },
};
const NAMES = ACTIONS.map((name) => `--${name}`).join(", ");

function settleOf(key: string, verdict: string | undefined): AnnounceCommand | { readonly wrong: string } {
  if (verdict === "sent" || verdict === "again") return { kind: "settle", key, verdict };
  return { wrong: 'After the key, say "sent" or "again".' };
}

function testOf(channel: string): AnnounceCommand | { readonly wrong: string } {
  if (CHANNEL_ID.slack.test(channel)) return { kind: "test", to: { platform: "slack", channel } };
  if (CHANNEL_ID.discord.test(channel)) return { kind: "test", to: { platform: "discord", channel } };
  return { wrong: `--test: "${channel}" is no channel id, such as C0123456789 or 112233445566778899.` };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        plan: { type: "boolean" },
        status: { type: "boolean" },
        approve: { type: "string" },
        retry: { type: "boolean" },
        settle: { type: "string" },
        adopt: { type: "boolean" },
        test: { type: "string" },
        wait: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
