/**
 * The package has no types for its schemas. What they accept is given in the words of discord-api-types;
 * the schemas themselves, made from Discord's own description of its API, decide.
 */
declare module "discord-api-spec/zod" {
  import type * as Api from "discord-api-types/v10";

  export interface SpecSchema<T> {
    safeParse(
      value: unknown,
    ):
      | { readonly success: true; readonly data: T }
      | { readonly success: false; readonly error: { readonly issues: readonly SpecIssue[] } };
  }
  export interface SpecIssue {
    readonly path: readonly PropertyKey[];
    readonly message: string;
  }

  export const ApplicationCommandAutocompleteCallbackRequestSchema: SpecSchema<Api.APIApplicationCommandAutocompleteResponse>;
  export const ApplicationCommandResponseSchema: SpecSchema<Api.APIApplicationCommand>;
  export const ApplicationCommandUpdateRequestSchema: SpecSchema<Api.RESTPostAPIApplicationCommandsJSONBody>;
  export const CreateMessageInteractionCallbackRequestSchema: SpecSchema<Api.APIInteractionResponseChannelMessageWithSource>;
  export const CreatePrivateChannelRequestSchema: SpecSchema<Api.RESTPostAPICurrentUserCreateDMChannelJSONBody>;
  export const ErrorResponseSchema: SpecSchema<unknown>;
  export const GatewayBotResponseSchema: SpecSchema<unknown>;
  export const GuildChannelResponseSchema: SpecSchema<unknown>;
  export const IncomingWebhookRequestPartialSchema: SpecSchema<Api.RESTPostAPIWebhookWithTokenJSONBody>;
  export const IncomingWebhookUpdateRequestPartialSchema: SpecSchema<Api.RESTPatchAPIChannelMessageJSONBody>;
  export const InteractionCallbackResponseSchema: SpecSchema<unknown>;
  export const MessageCreateRequestSchema: SpecSchema<Api.RESTPostAPIChannelMessageJSONBody>;
  export const MessageEditRequestPartialSchema: SpecSchema<Api.RESTPatchAPIChannelMessageJSONBody>;
  export const MessageResponseSchema: SpecSchema<unknown>;
  export const PrivateApplicationResponseSchema: SpecSchema<unknown>;
  export const PrivateChannelResponseSchema: SpecSchema<unknown>;
  export const RatelimitedResponseSchema: SpecSchema<unknown>;
  export const ThreadResponseSchema: SpecSchema<unknown>;
  export const UpdateMessageInteractionCallbackRequestSchema: SpecSchema<
    Api.APIInteractionResponseUpdateMessage | Api.APIInteractionResponseDeferredMessageUpdate
  >;
  export const UserPIIResponseSchema: SpecSchema<unknown>;
}
