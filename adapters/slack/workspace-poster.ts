import type { Outcome, Sighting } from "../../src/announcements/outcome.ts";
import { afterOutcome, type Refusals } from "../../src/announcements/platform-pause.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { describeError } from "./sdk-log.ts";
import type { SlackWorkspace, Workspaces } from "./workspaces.ts";

const NOT_INSTALLED =
  "not_installed: the app is not in the workspace of the channel: install it there again, then resume the channel.";

/** What is known of a workspace's rate limits, apart from all others. */
interface Rate {
  readonly refusals: Refusals;
  readonly resumesAt: number;
}

const FREE: Rate = { refusals: new Map(), resumesAt: 0 };

/** Posts to each channel in the workspace that it is in; what one workspace refuses holds no other up. */
export function createWorkspacePoster(
  workspaces: Pick<Workspaces, "ofChannel">,
  now: () => number = () => performance.now(),
): Poster {
  /** Only of workspaces that have refused something of late. */
  const rates = new Map<string, Rate>();
  const rateOf = (id: string) => rates.get(id) ?? FREE;

  const send = async (
    { id, poster }: SlackWorkspace,
    dispatch: Parameters<Poster["send"]>[0],
  ): Promise<Outcome> => {
    const wait = Math.ceil(rateOf(id).resumesAt - now());
    if (wait > 0) return { kind: "busy", retryAfterMs: wait, scope: "workspace" };
    const outcome = ofOneOfMany(await poster.send(dispatch));
    const rate = rateOf(id);
    const { refusals, pauseMs } = afterOutcome(rate.refusals, dispatch.channel, unscoped(outcome));
    const resumesAt = pauseMs > 0 ? now() + pauseMs : rate.resumesAt;
    if (refusals.size === 0 && resumesAt <= now()) rates.delete(id);
    else rates.set(id, { refusals, resumesAt });
    return outcome;
  };

  return {
    async send(dispatch) {
      const found = await workspaces.ofChannel(dispatch.channel).catch(unreadable);
      if (found === null) {
        return { kind: "failed", reason: NOT_INSTALLED, lasting: true, closed: "uninstalled" };
      }
      return "reason" in found ? { kind: "failed", ...found, lasting: false } : send(found, dispatch);
    },
    async find(dispatch, sentAt): Promise<Sighting> {
      const found = await workspaces.ofChannel(dispatch.channel).catch(unreadable);
      if (found === null) return { kind: "unreadable", reason: NOT_INSTALLED };
      return "reason" in found ? { kind: "unreadable", ...found } : found.poster.find(dispatch, sentAt);
    },
  };
}

function unreadable(error: unknown): { readonly reason: string } {
  return { reason: `The workspace of the channel could not be looked up: ${describeError(error)}` };
}

/** A token that is refused closes the channels of its workspace, and no others; so does a rate limit. */
function ofOneOfMany(outcome: Outcome): Outcome {
  if (outcome.kind === "busy") return { ...outcome, scope: "workspace" };
  if (outcome.kind !== "failed" || outcome.concerns !== "platform") return outcome;
  return { kind: "failed", reason: outcome.reason, lasting: true, closed: "uninstalled" };
}

function unscoped(outcome: Outcome): Outcome {
  return outcome.kind === "busy" ? { kind: "busy", retryAfterMs: outcome.retryAfterMs } : outcome;
}
