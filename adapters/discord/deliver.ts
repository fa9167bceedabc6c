import { DiscordAPIError, RESTJSONErrorCodes } from "discord.js";
import { failureWords } from "./reach.ts";

/** What came of handing an answer to the person who asked. */
export type Delivery =
  | { readonly kind: "delivered" }
  /** Discord waits three seconds for the answer to a command. */
  | { readonly kind: "too-late" }
  /** Another process, or an earlier delivery of the same event, was first. */
  | { readonly kind: "answered-already" }
  | { readonly kind: "refused"; readonly reason: string };

/** Sends the messages of one answer in order; the first failure ends it and becomes a value. */
export async function deliver(sends: ReadonlyArray<() => Promise<unknown>>): Promise<Delivery> {
  try {
    for (const send of sends) await send();
    return { kind: "delivered" };
  } catch (error) {
    return deliveryOf(error);
  }
}

function deliveryOf(error: unknown): Delivery {
  const code = error instanceof DiscordAPIError ? error.code : null;
  if (code === RESTJSONErrorCodes.UnknownInteraction) return { kind: "too-late" };
  if (code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) return { kind: "answered-already" };
  return { kind: "refused", reason: failureWords(error) };
}
