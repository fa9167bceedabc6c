import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  InteractionCallbackResponseSchema,
  MessageResponseSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from "discord-api-spec/zod";
import { type APIMessage, MessageFlags, PermissionFlagsBits } from "discord-api-types/v10";
import { type Answer, ApiError, noContent, ok } from "./answer.ts";
import { type Deed, type Doing, interactionJson } from "./interaction-json.ts";
import { addMessage, editMessage, type Written } from "./messages.ts";
import type { Oracle } from "./oracle.ts";
import type { World } from "./world.ts";

/** Types of callbacks. */
const [DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES] = [5, 6, 7, 8];
/** Of a bot that only the person added to their account. */
const FOLLOW_UPS_LIMIT = 5;

/** Discord waits this long for the first answer. */
const ANSWER_MS = 3_000;

interface Begun {
  readonly id: string;
  readonly token: string;
  readonly doing: Doing;
  readonly channel: string;
  /** The message whose button was pressed. */
  readonly pressed: APIMessage | null;
  readonly since: number;
  readonly resolve: (body: unknown) => void;
  isAnswered: boolean;
  /** Flags of an answer that was put off: whether only the asker sees it is decided then. */
  deferred: number | null;
  message: APIMessage | null;
  followUps: number;
}

/** Commands that people use, and what the bot answers. */
export interface Interactions {
  /** The event for the gateway, and the body of the bot's callback once it comes. */
  begin(doing: Doing, deed: Deed): { readonly event: object; readonly callback: Promise<unknown> };
  answer(route: string, id: string, token: string, body: unknown, withResponse: boolean): Answer;
  followUp(route: string, token: string, body: unknown): Answer;
  /** Puts the first answer in place of the one that was put off, or changes it. */
  edit(route: string, token: string, body: unknown): Answer;
}

export function createInteractions(world: World, oracle: Oracle): Interactions {
  const begun = new Map<string, Begun>();
  return {
    begin(doing, deed) {
      const id = world.nextId();
      const token = `interaction-${id}`;
      const since = Date.now() - (doing.isStale ? ANSWER_MS + 1 : 0);
      const callback = new Promise<unknown>((resolve) => {
        const fresh = { isAnswered: false, deferred: null, message: null, followUps: 0 };
        const pressed = deed.kind === "press" ? deed.message : null;
        begun.set(token, { id, token, doing, channel: doing.channel.id, pressed, since, resolve, ...fresh });
      });
      return { event: interactionJson(world, doing, deed, id, token), callback };
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
      interaction.followUps += 1;
      if (interaction.doing.installed === "person" && interaction.followUps > FOLLOW_UPS_LIMIT) {
        throw new ApiError(400, 40094, "This interaction has hit the maximum number of follow up messages.");
      }
      return ok(MessageResponseSchema, answerIn(world, interaction, written));
    },
    edit(route, token, body) {
      const interaction = begun.get(token);
      if (!interaction?.isAnswered) throw new ApiError(404, 10015, "Unknown Webhook");
      const { content, components, flags, allowed_mentions } = oracle.request(
        route,
        IncomingWebhookUpdateRequestPartialSchema,
        body,
      );
      const seenByAll = ~MessageFlags.Ephemeral & (flags ?? 0);
      const written = {
        flags: seenByAll | ((interaction.deferred ?? 0) & MessageFlags.Ephemeral),
        ...(typeof content === "string" ? { content } : {}),
        ...(components ? { components } : {}),
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
  const type = typeOf(body);
  if (type === DEFERRED_UPDATE || type === UPDATE) return takeUpdate(world, oracle, route, interaction, body);
  if (type === CHOICES) {
    oracle.request(route, ApplicationCommandAutocompleteCallbackRequestSchema, body);
    interaction.isAnswered = true;
    return null;
  }
  const { data: written } = oracle.request(route, CreateMessageInteractionCallbackRequestSchema, body);
  interaction.isAnswered = true;
  if (type === DEFERRED) interaction.deferred = written?.flags ?? 0;
  else if (written) interaction.message = answerIn(world, interaction, written);
  return interaction.message;
}

/** Changes the message whose button was pressed, or leaves it as it is. */
function takeUpdate(world: World, oracle: Oracle, route: string, interaction: Begun, body: unknown): null {
  const taken = oracle.request(route, UpdateMessageInteractionCallbackRequestSchema, body);
  interaction.isAnswered = true;
  const { channel, pressed } = interaction;
  const components = "data" in taken ? taken.data?.components : undefined;
  if (components && pressed) editMessage(world, channel, pressed.id, { components });
  return null;
}

function typeOf(body: unknown): unknown {
  return typeof body === "object" && body !== null && "type" in body ? body.type : null;
}

/** Where the server does not take bots of people's own, only the person sees what such a bot answers. */
function answerIn(world: World, { doing, channel }: Begun, written: Written): APIMessage {
  const isOutside = doing.installed === "person" && doing.channel.kind !== "direct";
  const isHidden = isOutside && (doing.may & PermissionFlagsBits.UseExternalApps) === 0n;
  const flags = (written.flags ?? 0) | (isHidden ? MessageFlags.Ephemeral : 0);
  return addMessage(world, channel, world.bot, { ...written, flags });
}

function callbackJson(id: string, message: APIMessage | null) {
  return { interaction: { id, type: 2 }, ...(message ? { resource: { type: 4, message } } : {}) };
}
