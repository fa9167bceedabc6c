import fc from "fast-check";
import type { DiscordServer } from "../discord/server/discord-server.ts";
import { memberJson, userJson } from "../discord/server/shapes.ts";
import { broken, ELSEWHERE, hostileText } from "./hostile.ts";

/** One event of the gateway: of one kind by name, of any shape within. */
export interface DiscordPayload {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Where the events happen. */
export interface Scene {
  readonly server: DiscordServer;
  readonly channels: readonly string[];
  readonly direct: string;
}

export function discordPayload(scene: Scene, number: number): fc.Arbitrary<DiscordPayload> {
  const as = (type: string, arbitrary: fc.Arbitrary<Record<string, unknown>>, weight: number) => ({
    weight,
    arbitrary: broken(arbitrary).map((data) => ({ type, data })),
  });
  const said = message(scene, number);
  return fc.oneof(
    as("MESSAGE_CREATE", said, 3),
    as("MESSAGE_UPDATE", said, 2),
    as("MESSAGE_DELETE", deletion(scene, number), 1),
    as("MESSAGE_DELETE_BULK", deletion(scene, number), 1),
    as("INTERACTION_CREATE", interaction(scene, number), 6),
  );
}

/** Ids that hold a time, as Discord's do. */
export function idOf(number: number): string {
  return String(1_400_000_000_000_000_000n + BigInt(number) * 4_194_304n);
}

function message({ server, channels, direct }: Scene, number: number): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .record({
      text: hostileText,
      name: hostileText,
      channel: fc.constantFrom(...channels, direct),
      author: fc.constantFrom("person", "person", "person", "bot", "self", "hook"),
      named: fc.constantFrom(true, true, false),
      type: fc.constantFrom(0, 0, 0, 19, 7, 99),
    })
    .map(({ text, name, channel, author, named, type }) => ({
      ...{ id: idOf(number), channel_id: channel, type, tts: false, pinned: false, flags: 0 },
      author: author === "self" ? server.botUser : userJson("77", name, author === "bot"),
      content: named ? `<@${server.botUser.id}> ${text}` : text,
      timestamp: new Date(0).toISOString(),
      edited_timestamp: null,
      mentions: named ? [server.botUser] : [],
      ...{ mention_roles: [], mention_everyone: false, attachments: [], embeds: [], components: [] },
      message_reference: { type: 0, channel_id: ELSEWHERE.discord, message_id: idOf(1) },
      ...(author === "hook" ? { webhook_id: "88" } : {}),
      ...(channel === direct
        ? { channel_type: 1 }
        : { channel_type: 0, guild_id: server.guild, member: { ...memberJson(), nick: name } }),
    }));
}

function deletion({ server, channels }: Scene, number: number): fc.Arbitrary<Record<string, unknown>> {
  return fc.constantFrom(...channels).map((channel) => ({
    ...{ id: idOf(number - 1), ids: [idOf(number - 1), idOf(number - 2)] },
    ...{ channel_id: channel, guild_id: server.guild },
  }));
}

const COMMANDS = ["ask", "signed", "signatories", "help", "announcements", "Ask Rollcall", "gone", "forget"];
const SUBCOMMANDS = ["subscribe", "unsubscribe", "status", "pause", "preview", "nonsense"];

function interaction(scene: Scene, number: number): fc.Arbitrary<Record<string, unknown>> {
  const { server, channels, direct } = scene;
  return fc
    .record({
      type: fc.constantFrom(1, 2, 2, 2, 3, 3, 4, 5, 9),
      channel: fc.constantFrom(...channels, direct),
      data: fc.oneof(commandData(number), componentData),
      name: hostileText,
      locale: fc.constantFrom("en-GB", "de", "fr", "no", "pl", "es-ES", "xx", "zh-CN"),
    })
    .map(({ type, channel, data, name, locale }) => {
      const user = userJson("77", name, false);
      const message = {
        ...{ id: idOf(1), channel_id: channel, author: server.botUser, content: name, type: 0, flags: 0 },
        ...{ timestamp: new Date(0).toISOString(), edited_timestamp: null, tts: false, pinned: false },
        ...{
          mentions: [],
          mention_roles: [],
          mention_everyone: false,
          attachments: [],
          embeds: [],
          components: [],
        },
      };
      return {
        ...{ id: idOf(number), application_id: server.botUser.id, type, token: `fuzz-${number}`, version: 1 },
        ...{ data, locale, channel_id: channel, app_permissions: "8", entitlements: [], message },
        ...{
          authorizing_integration_owners: {},
          attachment_size_limit: 1,
          channel: { id: channel, type: 0 },
        },
        ...(channel === direct
          ? { user, context: 1 }
          : {
              ...{ guild_id: server.guild, context: 0, guild_locale: "en-US" },
              member: { ...memberJson(), user, permissions: "8", nick: name },
            }),
      };
    });
}

function commandData(number: number): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .record({
      name: fc.constantFrom(...COMMANDS),
      sub: fc.constantFrom(...SUBCOMMANDS),
      option: fc.constantFrom("question", "country", "kinds", "language", "for", "days"),
      value: hostileText,
      kind: fc.constantFrom(1, 1, 1, 2, 3),
    })
    .map(({ name, sub, option, value, kind }) => {
      const options = [{ name: option, type: 3, value, focused: number % 2 === 0 }];
      return {
        ...{ id: "7", name, type: kind, target_id: idOf(number - 1), resolved: { messages: {}, users: {} } },
        options: name === "announcements" ? [{ name: sub, type: 1, options }] : options,
      };
    });
}

/** Often with an id as the bot's own buttons have it, so that what is hostile comes behind it. */
const customId = fc
  .tuple(
    fc.constantFrom("", "ask:", "ask:", "choose", "good:", "bad:", "tell:", "share:", "share-all:"),
    hostileText,
  )
  .map(([verb, about]) => (verb === "choose" ? verb : `${verb}${about}`));

const componentData: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(customId, fc.constantFrom(2, 2, 3, 3, 5, 99), fc.array(hostileText, { maxLength: 3 }))
  .map(([custom_id, component_type, values]) => ({ custom_id, component_type, values, components: [] }));
