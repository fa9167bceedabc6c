import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookRequestPartialSchema,
  InteractionCallbackResponseSchema,
  MessageResponseSchema,
} from "discord-api-spec/zod";
import type { APIMessage, APIUser, Locale } from "discord-api-types/v10";
import { type Answer, ApiError, noContent, ok } from "./answer.ts";
import { addMessage } from "./messages.ts";
import type { Oracle } from "./oracle.ts";
import { channelJson, memberJson } from "./shapes.ts";
import type { Channel, World } from "./world.ts";

/** Discord waits this long for the first answer. */
const ANSWER_MS = 3_000;

export interface CommandUse {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly user: APIUser;
  readonly channel: Channel;
  readonly locale: Locale;
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
}

/** Commands that people use, and what the bot answers. */
export interface Interactions {
  /** The event for the gateway, and the body of the bot's callback once it comes. */
  begin(use: CommandUse): { readonly event: object; readonly callback: Promise<unknown> };
  answer(route: string, id: string, token: string, body: unknown, withResponse: boolean): Answer;
  followUp(route: string, token: string, body: unknown): Answer;
}

export function createInteractions(world: World, oracle: Oracle): Interactions {
  const begun = new Map<string, Begun>();
  return {
    begin(use) {
      const id = world.nextId();
      const token = `interaction-${id}`;
      const since = Date.now() - (use.isStale ? ANSWER_MS + 1 : 0);
      const callback = new Promise<unknown>((resolve) => {
        begun.set(token, { id, token, channel: use.channel.id, since, resolve, isAnswered: false });
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
  const message = written ? addMessage(world, interaction.channel, world.bot, written) : null;
  interaction.isAnswered = true;
  return message;
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
    data: { id: "7", name: use.name, type: 1, options },
    channel_id: use.channel.id,
    channel: channelJson(world, use.channel),
    locale: use.locale,
    app_permissions: "0",
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
          member: { ...memberJson(), user: use.user, permissions: "0" },
        }),
  };
}
