import fc from "fast-check";
import { SELF } from "../slack/server/workspace.ts";
import { broken, ELSEWHERE, hostileText } from "./hostile.ts";

/** One delivery, as it goes to the bot: of one kind by name, of any shape within. */
export interface SlackPayload {
  readonly type: "events_api" | "slash_commands" | "interactive";
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What came `number`th happened in a channel of its own, by which its answer is known. */
export function slackPayload(number: number): fc.Arbitrary<SlackPayload> {
  return fc.oneof(
    {
      weight: 6,
      arbitrary: broken(event(number)).map((payload) => ({ type: "events_api" as const, payload })),
    },
    {
      weight: 2,
      arbitrary: broken(command(number)).map((payload) => ({ type: "slash_commands" as const, payload })),
    },
    {
      weight: 2,
      arbitrary: broken(interaction(number)).map((payload) => ({ type: "interactive" as const, payload })),
    },
  );
}

/** One of the `usual`, or in one case of four something odd. */
function mostly<T, U>(usual: readonly T[], odd: readonly U[]): fc.Arbitrary<T | U> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
}

const RARE_EVENTS = [
  ...["app_home_opened", "member_joined_channel", "channel_archive", "app_uninstalled"],
  ...["reaction_added", "team_rename", "nonsense"],
];
const SUBTYPES = [
  ...["file_share", "thread_broadcast", "message_changed", "message_deleted"],
  ...["bot_message", "channel_join", "message_replied", "me_message", "x"],
];

function event(number: number): fc.Arbitrary<Record<string, unknown>> {
  const ts = `17000${String(number).padStart(5, "0")}.000100`;
  return fc
    .record({
      type: mostly(["app_mention", "message"], RARE_EVENTS),
      subtype: mostly([undefined], SUBTYPES),
      direct: fc.boolean(),
      text: hostileText,
      thread: mostly([undefined], [ts, "1600000000.000100"]),
      bot: mostly([undefined], [SELF.botId, "B0OTHER"]),
      user: mostly(["U0FUZZ"], [SELF.userId, "USLACKBOT"]),
    })
    .map(({ type, subtype, direct, text, thread, bot, user }) => {
      const inner = {
        ...{ type: "message", user, text: `<@${SELF.userId}> ${text}`, ts, channel: ELSEWHERE.slack },
        ...(thread === undefined ? {} : { thread_ts: thread }),
      };
      return {
        ...{ token: "x", team_id: SELF.team, api_app_id: SELF.app, type: "event_callback" },
        ...{ event_id: `Ev${number}`, event_time: 1_700_000_000, is_ext_shared_channel: false },
        authorizations: [{ team_id: SELF.team, user_id: SELF.userId, is_bot: true }],
        event: {
          ...inner,
          ...{ type, event_ts: ts, channel: `${direct ? "D" : "C"}0FUZZ${number}` },
          channel_type: direct ? "im" : "channel",
          ...(subtype === undefined
            ? {}
            : { subtype, message: inner, previous_message: inner, deleted_ts: ts }),
          ...(bot === undefined ? {} : { bot_id: bot }),
          ...{ tab: "home", item: { channel: ELSEWHERE.slack, ts }, root: inner, blocks: [], files: [] },
        },
      };
    });
}

function command(number: number): fc.Arbitrary<Record<string, unknown>> {
  return fc.tuple(hostileText, hostileText).map(([text, name]) => ({
    ...{ token: "x", team_id: SELF.team, team_domain: "test", enterprise_name: name, api_app_id: SELF.app },
    ...{ channel_id: `C0FUZZ${number}`, channel_name: ELSEWHERE.slack, user_id: "U0FUZZ", user_name: name },
    ...{ command: "/rollcall", text, is_enterprise_install: "false", trigger_id: `t${number}` },
    response_url: "http://127.0.0.1:9/closed",
  }));
}

/** The ids of the app's own buttons and shortcut. */
const OWN_IDS = ["ask_0", "home_ask_1", "rate", "rate_no", "tell", "share", "ask_rollcall"];
const INTERACTIONS = ["block_actions", "view_submission", "view_closed", "shortcut", "message_action", "x"];

function interaction(number: number): fc.Arbitrary<Record<string, unknown>> {
  const channel = { id: `C0FUZZ${number}`, name: ELSEWHERE.slack };
  const ts = "1600000000.000100";
  const id = fc.oneof(fc.constantFrom(...OWN_IDS), hostileText);
  return fc.tuple(fc.constantFrom(...INTERACTIONS), hostileText, id).map(([type, text, value]) => ({
    ...{ type, token: "x", team: { id: SELF.team, domain: "test" }, api_app_id: SELF.app },
    ...{ user: { id: "U0FUZZ", name: text, team_id: SELF.team }, channel, trigger_id: `t${number}` },
    ...{ action_ts: ts, callback_id: value, response_url: "http://127.0.0.1:9/closed" },
    container: { type: "message", message_ts: ts, channel_id: channel.id, is_ephemeral: false },
    message: { type: "message", user: "U0FUZZ", text, ts, thread_ts: ts, channel: ELSEWHERE.slack },
    actions: [{ type: "button", action_id: value, block_id: "b", value: text, action_ts: ts }],
    view: {
      id: "V1",
      callback_id: value,
      private_metadata: text,
      state: { values: { b: { a: { value } } } },
    },
  }));
}
