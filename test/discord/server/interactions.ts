import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  InteractionCallbackResponseSchema,
  MessageResponseSchema,
} from "discord-api-spec/zod";
import {
  type APIMessage,
  type APIUser,
  type Locale,
  MessageFlags,
  PermissionFlagsBits,
} from "discord-api-types/v10";
import { type Answer, ApiError, noContent, ok } from "./answer.ts";
import { addMessage, editMessage } from "./messages.ts";
import type { Oracle } from "./oracle.ts";
import { channelJson, memberJson } from "./shapes.ts";
import type { Channel, World } from "./world.ts";

const DEFERRED = 5;

/** Discord waits this long for the first answer. */
const ANSWER_MS = 3_000;

export interface CommandUse {
  readonly name: string;
  /** Of a command that has sub-commands. */
  readonly subcommand?: string;
  readonly options: Readonly<Record<string, string>>;
  readonly user: APIUser;
  readonly channel: Channel;
  readonly locale: Locale;
  /** What the person may do in the channel, by Discord's bits. */
  readonly may: bigint;
  /** Only for autocomplete. */
  readonly isTyping: boolean;
  /** As if Discord had waited for more than three seconds. */
  readonly isStale: boolean;
}

interface Begun {
  readonly id: string;
  readonly token: string;
  readonly channel: string;
  readonly since: number;
  readonly resolve: (body: unknown) => void;
  isAnswered: boolean;
  /** Flags of an answer that was put off: whether only the asker sees it is decided then. */
  deferred: number | null;
  message: APIMessage | null;
}

/** Commands that people use, and what the bot answers. */
export interface Interactions {
  /** The event for the gateway, and the body of the bot's callback once it comes. */
  begin(use: CommandUse): { readonly event: object; readonly callback: Promise<unknown> };
  answer(route: string, id: string, token: string, body: unknown, withResponse: boolean): Answer;
  followUp(route: string, token: string, body: unknown): Answer;
  /** Puts the first answer in place of the one that was put off, or changes it. */
  edit(route: string, token: string, body: unknown): Answer;
}

export function createInteractions(world: World, oracle: Oracle): Interactions {
  const begun = new Map<string, Begun>();
  return {
    begin(use) {
      const id = world.nextId();
      const token = `interaction-${id}`;
      const since = Date.now() - (use.isStale ? ANSWER_MS + 1 : 0);
      const callback = new Promise<unknown>((resolve) => {
        const fresh = { isAnswered: false, deferred: null, message: null };
        begun.set(token, { id, token, channel: use.channel.id, since, resolve, ...fresh });
      });
      return { event: interactionJson(world, use, id, token), callback };
    },
    answer(route, id, token, body, withResponse) {
      const interaction = begun.get(token);
      if (!interaction || interaction.id !== id) throw new ApiError(404, 10062, "Unknown interaction");
      const message = takeCallback(world, oracle, route, interaction, body);
      return withResponse ? ok(InteractionCallbackResponseSchema, callbackJson(id, message)) : noContent();
    },
    followUp(route, token, body) {
      const interaction = begun.get(token);
      if (!interaction?.isAnswered) throw new ApiError(404, 10015, "Unknown Webhook");
      const written = oracle.request(route, IncomingWebhookRequestPartialSchema, body);
      return ok(MessageResponseSchema, addMessage(world, interaction.channel, world.bot, written));
    },
    edit(route, token, body) {
      const interaction = begun.get(token);
      if (!interaction?.isAnswered) throw new ApiError(404, 10015, "Unknown Webhook");
      const { content, flags, allowed_mentions } = oracle.request(
        route,
        IncomingWebhookUpdateRequestPartialSchema,
        body,
      );
      const seenByAll = ~MessageFlags.Ephemeral & (flags ?? 0);
      const written = {
        flags: seenByAll | ((interaction.deferred ?? 0) & MessageFlags.Ephemeral),
        ...(typeof content === "string" ? { content } : {}),
        ...(allowed_mentions ? { allowed_mentions } : {}),
      };
      const { channel, message } = interaction;
      interaction.message = message
        ? editMessage(world, channel, message.id, written)
        : addMessage(world, channel, world.bot, written);
      return ok(MessageResponseSchema, interaction.message);
    },
  };
}

function takeCallback(
  world: World,
  oracle: Oracle,
  route: string,
  interaction: Begun,
  body: unknown,
): APIMessage | null {
  interaction.resolve(body);
  if (interaction.isAnswered) throw new ApiError(400, 40060, "Interaction has already been acknowledged.");
  if (Date.now() - interaction.since > ANSWER_MS) throw new ApiError(404, 10062, "Unknown interaction");
  const isChoices = typeof body === "object" && body !== null && "type" in body && body.type === 8;
  if (isChoices) oracle.request(route, ApplicationCommandAutocompleteCallbackRequestSchema, body);
  const written = isChoices
    ? null
    : oracle.request(route, CreateMessageInteractionCallbackRequestSchema, body).data;
  interaction.isAnswered = true;
  if (typeof body === "object" && body !== null && "type" in body && body.type === DEFERRED) {
    interaction.deferred = written?.flags ?? 0;
    return null;
  }
  interaction.message = written ? addMessage(world, interaction.channel, world.bot, written) : null;
  return interaction.message;
}

function callbackJson(id: string, message: APIMessage | null) {
  return { interaction: { id, type: 2 }, ...(message ? { resource: { type: 4, message } } : {}) };
}

function interactionJson(world: World, use: CommandUse, id: string, token: string) {
  const isDirect = use.channel.kind === "direct";
  const options = Object.entries(use.options).map(([name, value]) => ({
    name,
    type: 3,
    value,
    ...(use.isTyping ? { focused: true } : {}),
  }));
  return {
    id,
    application_id: world.application,
    type: use.isTyping ? 4 : 2,
    token,
    version: 1,
    data: { id: "7", name: use.name, type: 1, options: nested(use.subcommand, options) },
    channel_id: use.channel.id,
    channel: channelJson(world, use.channel),
    locale: use.locale,
    app_permissions: String(permissionsIn(use.channel)),
    entitlements: [],
    authorizing_integration_owners: {},
    attachment_size_limit: 10_000_000,
    context: isDirect ? 1 : 0,
    ...(isDirect
      ? { user: use.user }
      : {
          guild_id: world.guild,
          guild: { id: world.guild, locale: "en-US", features: [] },
          guild_locale: "en-US",
          member: { ...memberJson(), user: use.user, permissions: String(use.may) },
        }),
  };
}

function nested(subcommand: string | undefined, options: readonly object[]): readonly object[] {
  return subcommand === undefined ? options : [{ name: subcommand, type: 1, options }];
}

/** What the bot may do, as Discord tells it with each command. */
function permissionsIn({ kind, permissions }: Channel): bigint {
  const write =
    kind === "thread" ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return (
    (permissions.view ? PermissionFlagsBits.ViewChannel : 0n) |
    (permissions.send ? write : 0n) |
    (permissions.history ? PermissionFlagsBits.ReadMessageHistory : 0n)
  );
}
