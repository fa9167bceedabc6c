/** What the bot is asked, in a form that fits into the custom id of a button. */
export type Asking =
  | { readonly kind: "words"; readonly text: string }
  /** What was chosen from the countries, or typed in their place. */
  | { readonly kind: "country"; readonly code: string }
  | { readonly kind: "list" };

/** What a button or menu does. */
export type Press =
  | { readonly kind: "ask"; readonly asking: Asking }
  /** A menu whose choice is a question. */
  | { readonly kind: "choose" }
  | { readonly kind: "rate"; readonly id: string; readonly helpful: boolean }
  | { readonly kind: "tell"; readonly id: string }
  /** Null: what stands in the message is all there is to share. */
  | { readonly kind: "share"; readonly asking: Asking | null };

/** Custom id of the menu whose choices are questions. */
export const CHOOSE = "choose";

/** Length of what Discord gives back when a button is pressed. */
const CUSTOM_ID_LIMIT = 100;

/** `ask:words:Has Norway signed?` */
const WRITTEN = /^([^:]+)(?::([^:]*)(?::(.*))?)?$/s;

/** All that a press needs stands in the id, so that buttons work after a restart too; null when it is too long. */
export function customId(press: Press): string | null {
  const id = partsOf(press).join(":");
  return id.length <= CUSTOM_ID_LIMIT ? id : null;
}

/** The press that `customId` wrote; null for the button of another version of the bot. */
export function pressOf(id: string): Press | null {
  const [, verb = "", kind = "", value = ""] = WRITTEN.exec(id) ?? [];
  switch (verb) {
    case "ask": {
      const asking = askingOf(kind, value);
      return asking && { kind: "ask", asking };
    }
    case "share":
      return { kind: "share", asking: askingOf(kind, value) };
    case CHOOSE:
      return { kind: "choose" };
    case "good":
    case "bad":
      return { kind: "rate", id: kind, helpful: verb === "good" };
    case "tell":
      return { kind: "tell", id: kind };
    default:
      return null;
  }
}

function partsOf(press: Press): readonly string[] {
  switch (press.kind) {
    case "ask":
      return ["ask", ...asked(press.asking)];
    case "share":
      return ["share", ...(press.asking ? asked(press.asking) : [])];
    case "choose":
      return [CHOOSE];
    case "rate":
      return [press.helpful ? "good" : "bad", press.id];
    case "tell":
      return ["tell", press.id];
  }
}

function asked(asking: Asking): readonly string[] {
  if (asking.kind === "list") return ["list"];
  return asking.kind === "country" ? ["country", asking.code] : ["words", asking.text];
}

function askingOf(kind: string, value: string): Asking | null {
  if (kind === "list") return { kind };
  if (kind === "country") return { kind, code: value };
  return kind === "words" ? { kind, text: value } : null;
}
