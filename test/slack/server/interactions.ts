import { randomUUID } from "node:crypto";
import type { Delivery } from "./delivery.ts";
import { elementsOf, type HomeView, type MessageBlock } from "./limits.ts";
import type { Hand } from "./people.ts";
import type { ResponseUrls } from "./response-urls.ts";
import { SELF, type StoredMessage } from "./workspace.ts";

/** A button, and which side of a feedback button. */
interface Finger {
  readonly user: string;
  readonly actionId: string;
  readonly side?: "positive" | "negative";
}

/** What people do with buttons, shortcuts and pages. Each call resolves when the app has acknowledged. */
export interface Interactions {
  press(message: StoredMessage, finger: Finger): Promise<Delivery>;
  pressHome(view: HomeView, finger: Finger): Promise<Delivery>;
  /** Somebody uses the shortcut on a message. */
  shortcut(callbackId: string, message: StoredMessage, user: string): Promise<Delivery>;
}

export function createInteractions(hand: Hand, urls: ResponseUrls): Interactions {
  const send = async (payload: Delivery["payload"]): Promise<Delivery> => {
    const delivery: Delivery = { type: "interactive", payload };
    await hand(delivery, 0);
    return delivery;
  };
  return {
    press: (message, finger) => {
      const { channel, ts, ephemeralFor, threadTs } = message;
      const isPrivate = ephemeralFor !== null;
      if (isPrivate && ephemeralFor !== finger.user) throw new Error("Nobody else sees that message.");
      const thread = threadTs === null ? {} : { thread_ts: threadTs };
      return send({
        ...pressed(message.blocks, finger),
        channel: { id: channel, name: channel.toLowerCase() },
        container: {
          ...{ type: "message", message_ts: ts, channel_id: channel, is_ephemeral: isPrivate, ...thread },
        },
        // Slack does not tell what a message says that only one person sees.
        ...(isPrivate ? {} : { message: { type: "message", ts, user: SELF.userId, ...thread } }),
        response_url: urls.open(channel, finger.user, isPrivate ? ts : null),
      });
    },
    pressHome: (view, finger) =>
      send({
        ...pressed(view.blocks, finger),
        container: { type: "view", view_id: "V1" },
        view: { id: "V1", type: "home", private_metadata: view.private_metadata ?? "" },
      }),
    shortcut: (callbackId, message, user) => {
      const { channel, ts, text, user: author, botId, threadTs } = message;
      return send({
        ...{ type: "message_action", callback_id: callbackId, token: "legacy-verification-token" },
        ...{ trigger_id: randomUUID(), action_ts: `${Date.now() / 1000}`, message_ts: ts, user: who(user) },
        ...{ team: { id: SELF.team, domain: "test" }, channel: { id: channel, name: channel.toLowerCase() } },
        message: {
          ...{ type: "message", ts, text, user: author },
          ...(botId === null ? {} : { bot_id: botId }),
          ...(threadTs === null ? {} : { thread_ts: threadTs }),
        },
        response_url: urls.open(channel, user, null),
      });
    },
  };
}

let presses = 0;

function pressed(blocks: readonly MessageBlock[], { user, actionId, side }: Finger): Delivery["payload"] {
  const found = blocks.flatMap(elementsOf).find(({ action_id }) => action_id === actionId);
  if (!found) throw new Error(`There is no button ${actionId}.`);
  presses += 1;
  const value =
    found.type === "button"
      ? found.value
      : (side === "negative" ? found.negative_button : found.positive_button).value;
  const action = { type: found.type, action_id: actionId, block_id: "b1", value };
  return {
    ...{ type: "block_actions", api_app_id: SELF.app, token: "legacy-verification-token" },
    ...{ user: who(user), team: { id: SELF.team, domain: "test" }, trigger_id: randomUUID() },
    actions: [
      { ...action, action_ts: `${Math.floor(Date.now() / 1000)}.${String(presses).padStart(6, "0")}` },
    ],
  };
}

function who(id: string): object {
  return { id, username: `name-of-${id}`, name: `name-of-${id}`, team_id: SELF.team };
}
