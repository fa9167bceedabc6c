import {
  ApplicationCommandResponseSchema,
  ApplicationCommandUpdateRequestSchema,
  CreatePrivateChannelRequestSchema,
  GatewayBotResponseSchema,
  GuildChannelResponseSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  MessageResponseSchema,
  PrivateApplicationResponseSchema,
  PrivateChannelResponseSchema,
  type SpecSchema,
  ThreadResponseSchema,
  UserPIIResponseSchema,
} from "discord-api-spec/zod";
import { type Answer, ApiError, noContent, ok } from "./answer.ts";
import type { Interactions } from "./interactions.ts";
import {
  crosspost,
  deleteMessage,
  editMessage,
  listMessages,
  oneMessage,
  postMessage,
  visibleChannel,
} from "./messages.ts";
import type { Oracle } from "./oracle.ts";
import { applicationJson, channelJson, ownUserJson } from "./shapes.ts";
import type { Commands } from "./waiting.ts";
import type { World } from "./world.ts";

/** One request, as a route sees it. */
interface Call {
  readonly route: string;
  readonly path: (name: string) => string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface Route {
  /** `POST /channels/:channel/messages`. */
  readonly name: string;
  /** Those with a token in their path need no other. */
  readonly isOpen: boolean;
  readonly handle: (call: Call) => Answer;
}

export interface Parts {
  readonly world: World;
  readonly oracle: Oracle;
  readonly interactions: Interactions;
  readonly gatewayUrl: () => string;
  readonly putCommands: (commands: Commands) => void;
}

const COMMANDS_LIMIT = 100;
const CHANNEL_SCHEMAS = {
  direct: PrivateChannelResponseSchema,
  text: GuildChannelResponseSchema,
  thread: ThreadResponseSchema,
};

/** Every endpoint that the bot needs, and no other. */
export function createRoutes(parts: Parts): Route[] {
  const { world, oracle, interactions } = parts;
  return [
    route("GET /gateway/bot", () => ok(GatewayBotResponseSchema, gatewayJson(parts.gatewayUrl()))),
    route("GET /users/@me", () => ok(UserPIIResponseSchema, ownUserJson(world))),
    route("GET /applications/@me", () => ok(PrivateApplicationResponseSchema, applicationJson(world))),
    route("PUT /applications/:application/commands", (call) => putCommands(parts, call)),
    route("GET /channels/:channel", ({ path }) => {
      const channel = visibleChannel(world, path("channel"));
      return ok(CHANNEL_SCHEMAS[channel.kind], channelJson(world, channel));
    }),
    route("GET /channels/:channel/messages", ({ path, query }) =>
      ok(listOf(MessageResponseSchema), listMessages(world, path("channel"), query)),
    ),
    route("POST /channels/:channel/messages", ({ route: name, path, body }) => {
      const written = oracle.request(name, MessageCreateRequestSchema, body);
      return ok(MessageResponseSchema, postMessage(world, path("channel"), written));
    }),
    route("GET /channels/:channel/messages/:message", ({ path }) =>
      ok(MessageResponseSchema, oneMessage(world, path("channel"), path("message"))),
    ),
    route("PATCH /channels/:channel/messages/:message", (call) => patchMessage(parts, call)),
    route("DELETE /channels/:channel/messages/:message", ({ path }) => {
      deleteMessage(world, path("channel"), path("message"));
      return noContent();
    }),
    route("POST /channels/:channel/messages/:message/crosspost", ({ path }) =>
      ok(MessageResponseSchema, crosspost(world, path("channel"), path("message"))),
    ),
    route("POST /users/@me/channels", ({ route: name, body }) => {
      const { recipient_id } = oracle.request(name, CreatePrivateChannelRequestSchema, body);
      const person = world.knownUser(recipient_id);
      if (!person) throw new ApiError(400, 50033, "Invalid Recipient(s)");
      return ok(PrivateChannelResponseSchema, channelJson(world, world.directChannel(person)));
    }),
    open("POST /interactions/:id/:token/callback", ({ route: name, path, query, body }) =>
      interactions.answer(name, path("id"), path("token"), body, query.get("with_response") === "true"),
    ),
    open("POST /webhooks/:application/:token", ({ route: name, path, body }) =>
      interactions.followUp(name, path("token"), body),
    ),
    open("PATCH /webhooks/:application/:token/messages/@original", ({ route: name, path, body }) =>
      interactions.edit(name, path("token"), body),
    ),
  ];
}

function patchMessage({ world, oracle }: Parts, { route: name, path, body }: Call): Answer {
  const { content, components, flags, allowed_mentions } = oracle.request(
    name,
    MessageEditRequestPartialSchema,
    body,
  );
  const written = {
    ...(typeof content === "string" ? { content } : {}),
    ...(components ? { components } : {}),
    ...(typeof flags === "number" ? { flags } : {}),
    ...(allowed_mentions ? { allowed_mentions } : {}),
  };
  return ok(MessageResponseSchema, editMessage(world, path("channel"), path("message"), written));
}

function putCommands({ world, oracle, putCommands }: Parts, { route: name, path, body }: Call): Answer {
  if (path("application") !== world.application) throw new ApiError(403, 20012, "You are not authorized.");
  const commands = oracle.request(name, listOf(ApplicationCommandUpdateRequestSchema), asNumbers(body));
  if (commands.length > COMMANDS_LIMIT) throw new ApiError(400, 30032, "Maximum number of commands reached");
  putCommands(commands);
  const stored = commands.map((command) => ({
    ...command,
    id: world.nextId(),
    application_id: world.application,
    version: world.nextId(),
    default_member_permissions: command.default_member_permissions?.toString() ?? null,
    type: command.type ?? 1,
    description: "description" in command ? command.description : "",
  }));
  return ok(listOf(ApplicationCommandResponseSchema), stored);
}

/** Discord's documentation gives permissions as text, as everyone sends them; its published schema as a number. */
function asNumbers(body: unknown): unknown {
  if (!Array.isArray(body)) return body;
  return body.map(({ default_member_permissions: permissions, ...command }) => ({
    ...command,
    ...(typeof permissions === "string" ? { default_member_permissions: Number(permissions) } : {}),
  }));
}

function gatewayJson(url: string) {
  return {
    url,
    shards: 1,
    session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 16 },
  };
}

/** A schema for a list: each member is held against `schema`. */
function listOf<T>(schema: SpecSchema<T>): SpecSchema<T[]> {
  return {
    safeParse(value) {
      if (!Array.isArray(value)) {
        return { success: false, error: { issues: [{ path: [], message: "is not a list" }] } };
      }
      const parsed = value.map((one) => schema.safeParse(one));
      const issues = parsed.flatMap((one) => (one.success ? [] : one.error.issues));
      if (issues.length > 0) return { success: false, error: { issues } };
      return { success: true, data: parsed.flatMap((one) => (one.success ? [one.data] : [])) };
    },
  };
}

function route(name: string, handle: Route["handle"]): Route {
  return { name, isOpen: false, handle };
}

function open(name: string, handle: Route["handle"]): Route {
  return { name, isOpen: true, handle };
}
