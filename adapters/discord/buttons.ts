import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import { steady } from "../../src/wording/echo.ts";
import type { ChatAnswer } from "../platform.ts";
import { CHOOSE, customId, type Press } from "./press.ts";
import { beginning } from "./split.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const BUTTONS_LIMIT = 5;
const BUTTON_LABEL = 80;
const OPTIONS_LIMIT = 25;
/** Label and value of an option. */
const OPTION_LENGTH = 100;
const PLACEHOLDER = 150;

/**
 * What can be done with an answer: questions to ask next, then what one thinks of it.
 *
 * `isWhole`: that the message holds all of the answer, and so can be shared as it stands.
 */
export function buttonsOf(answer: ChatAnswer, isShareable: boolean, isWhole: boolean): Row[] {
  const { id, chat, rateable, canTell } = answer;
  const { labels } = chat;
  const opinions = [
    ...(rateable ? [button(labels.helpful, { kind: "rate", id, helpful: true })] : []),
    ...(rateable ? [button(labels.notHelpful, { kind: "rate", id, helpful: false })] : []),
    ...(canTell ? [button(labels.tell, { kind: "tell", id })] : []),
    ...(isShareable ? [button(labels.share, { kind: "share", id, isWhole })] : []),
  ];
  return [...questions(answer), ...row(opinions.filter((one) => one !== null))];
}

/** A button each, or a menu where there are more than a row of buttons holds. */
function questions({ followUps, chat }: ChatAnswer): Row[] {
  const all = [...new Set(followUps)].filter((text) => text.trim() !== "");
  if (all.length <= BUTTONS_LIMIT) {
    const buttons = all.map((question) => button(question, { kind: "ask", question }));
    return row(buttons.filter((one) => one !== null));
  }
  const options = all
    .filter((text) => text.length <= OPTION_LENGTH)
    .slice(0, OPTIONS_LIMIT)
    .map((text) => ({ label: plain(text, OPTION_LENGTH), value: text }));
  const placeholder = plain(chat.labels.askFurther, PLACEHOLDER);
  const menu = { type: ComponentType.StringSelect, custom_id: CHOOSE, placeholder, options } as const;
  return [{ type: ComponentType.ActionRow, components: [menu] }];
}

/** Null when what it does takes more words than Discord gives back. */
function button(label: string, press: Press): APIButtonComponent | null {
  const id = customId(press);
  if (id === null) return null;
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: plain(label, BUTTON_LABEL),
    custom_id: id,
  };
}

function row(buttons: readonly APIButtonComponent[]): Row[] {
  return buttons.length > 0 ? [{ type: ComponentType.ActionRow, components: [...buttons] }] : [];
}

/** Labels know no mark-up. */
function plain(text: string, length: number): string {
  return beginning(steady(text).replace(/\s+/g, " ").trim(), length) || "…";
}
