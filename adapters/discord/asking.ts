import type { BaseInteraction } from "discord.js";
import type { ChatAnswer, ChatServices, Heard } from "../platform.ts";
import { conversationOf, keyOf } from "./heard.ts";
import { placeOf } from "./place.ts";

/** What somebody asks by a command. */
export type Asking =
  | { readonly kind: "words"; readonly text: string }
  /** A question of the bot, on a button or in a menu. */
  | { readonly kind: "offered"; readonly text: string }
  /** What was chosen from the countries, or typed in their place. */
  | { readonly kind: "country"; readonly code: string }
  | { readonly kind: "list" };

/** Asks on behalf of who used a command or pressed a button. */
export function ask(
  asking: Asking,
  heard: Heard,
  { hear, hearCountry, hearList }: ChatServices,
): Promise<ChatAnswer | null> {
  switch (asking.kind) {
    case "words":
      return hear({ ...heard, text: asking.text, address: "asked", channel: null });
    case "offered":
      return hear({ ...heard, text: asking.text, address: "chosen", channel: null });
    case "country":
      return hearCountry(asking.code, heard);
    case "list":
      return hearList(heard);
  }
}

/** Who used a command or button, and where. */
export function heardFrom(interaction: BaseInteraction): Heard {
  return {
    key: keyOf(interaction),
    conversation: conversationOf(placeOf(interaction)),
    asker: { platform: "discord", workspace: "", id: interaction.user.id },
    locale: interaction.locale,
  };
}
