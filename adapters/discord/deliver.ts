import { DiscordAPIError, RESTJSONErrorCodes } from "discord.js";
import { failureWords } from "./reach.ts";

/** What came of handing an answer to the person who asked. */
export type Delivery =
  | { readonly kind: "delivered" }
  /** As plain text, as Discord did not take its components. */
  | { readonly kind: "delivered-plainly" }
  /** Discord waits three seconds for the answer to a command. */
  | { readonly kind: "too-late" }
  /** Another process, or an earlier delivery of the same event, was first. */
  | { readonly kind: "answered-already" }
  | { readonly kind: "refused"; readonly reason: string };

type Sends = ReadonlyArray<() => Promise<unknown>>;

/** Errors of a message that is not taken as it is. */
const MALFORMED: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.CannotSendAnEmptyMessage,
  RESTJSONErrorCodes.InvalidFormBodyOrContentType,
]);

/**
 * Sends the messages of one answer in order; the first failure ends it and becomes a value. Where Discord finds the
 * first of them malformed, those of `plain` are sent in their place: an answer without buttons is better than none.
 */
export async function deliver(sends: Sends, plain?: () => Sends): Promise<Delivery> {
  let sent = 0;
  try {
    for (const send of sends) {
      await send();
      sent += 1;
    }
    return { kind: "delivered" };
  } catch (error) {
    const isMalformed = error instanceof DiscordAPIError && MALFORMED.has(error.code);
    if (sent > 0 || !plain || !isMalformed) return deliveryOf(error);
  }
  const delivery = await deliver(plain());
  return delivery.kind === "delivered" ? { kind: "delivered-plainly" } : delivery;
}

function deliveryOf(error: unknown): Delivery {
  const code = error instanceof DiscordAPIError ? error.code : null;
  if (code === RESTJSONErrorCodes.UnknownInteraction) return { kind: "too-late" };
  if (code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) return { kind: "answered-already" };
  return { kind: "refused", reason: failureWords(error) };
}
