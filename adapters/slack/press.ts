import { z } from "zod";
import { idOf } from "../conversation/ids.ts";
import type { Asker } from "../platform.ts";
import { isDirect } from "./heard.ts";

const pressed = z.object({
  user: z.object({ id: z.string(), name: z.string().default("") }),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  container: z
    .object({ is_ephemeral: z.boolean().default(false), thread_ts: z.string().optional() })
    .default({ is_ephemeral: false }),
  view: z.object({ private_metadata: z.string().default("") }).optional(),
});
const button = z.object({ value: z.string(), action_ts: z.string().default("") });

/** A press of a button: who, where, and what the button says. */
export interface Press {
  readonly asker: Asker;
  /** As the person calls themselves. */
  readonly name: string;
  readonly value: string;
  /** The same for all repeats of the press. */
  readonly key: string;
  /** Where the button is; on a page, the direct messages of the person. */
  readonly channel: string;
  /** The button is on a message that only the person sees. */
  readonly isPrivate: boolean;
  /** The thread that the message is in, or else the one that it begins. */
  readonly threadTs: string | undefined;
  /** The thread that the message is in, if it is in one. */
  readonly within: string | undefined;
  readonly conversation: string;
}

/** Reads a press; null for what is none that this app can have made. */
export function pressOf(body: unknown, action: unknown, team: string): Press | null {
  const [who, what] = [pressed.safeParse(body).data, button.safeParse(action).data];
  const channel = who?.channel?.id ?? who?.view?.private_metadata;
  if (!who || !what || !channel || !/^[\w-]+$/.test(channel)) return null;
  const { id, name } = who.user;
  const isPrivate = who.container.is_ephemeral;
  const within = who.message?.thread_ts ?? who.container.thread_ts;
  const direct = isDirect(channel);
  const threadTs = direct ? within : (within ?? who.message?.ts);
  const place = `slack:${team}:${channel}`;
  const thread = isPrivate ? id : threadTs;
  return {
    asker: { platform: "slack", workspace: team, id },
    ...{ name, value: what.value, channel, isPrivate, threadTs, within },
    key: `${place}:${id}:${markOf(what, who.message?.ts)}`,
    conversation: direct || thread === undefined ? place : `${place}:${thread}`,
  };
}

/** Of the press, the button and its message, as not everything that sends presses has a time for each. */
function markOf({ value, action_ts }: z.output<typeof button>, ts: string | undefined): string {
  return idOf(JSON.stringify([action_ts, value, ts]));
}
