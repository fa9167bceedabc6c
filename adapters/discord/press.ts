/** What a button or menu does. */
export type Press =
  | { readonly kind: "ask"; readonly question: string }
  /** A menu whose choice is a question. */
  | { readonly kind: "choose" }
  /** `id`: of the answer. */
  | { readonly kind: "rate"; readonly id: string; readonly helpful: boolean }
  | { readonly kind: "tell"; readonly id: string }
  /** `isWhole`: what stands in the message is all there is to share. */
  | { readonly kind: "share"; readonly id: string; readonly isWhole: boolean };

/** Custom id of the menu whose choices are questions. */
export const CHOOSE = "choose";

/** Length of what Discord gives back when a button is pressed. */
const CUSTOM_ID_LIMIT = 100;

/** All that a press needs stands in the id, so that buttons work after a restart too; null when it is too long. */
export function customId(press: Press): string | null {
  const id = written(press);
  return id.length <= CUSTOM_ID_LIMIT ? id : null;
}

/** The press that `customId` wrote; null for the button of another version of the bot. */
export function pressOf(customId: string): Press | null {
  const [, verb = "", about = ""] = /^([^:]+)(?::(.*))?$/s.exec(customId) ?? [];
  switch (verb) {
    case "ask":
      return { kind: "ask", question: about };
    case CHOOSE:
      return { kind: "choose" };
    case "good":
    case "bad":
      return { kind: "rate", id: about, helpful: verb === "good" };
    case "tell":
      return { kind: "tell", id: about };
    case "share":
    case "share-all":
      return about === "" ? null : { kind: "share", id: about, isWhole: verb === "share" };
    default:
      return null;
  }
}

function written(press: Press): string {
  switch (press.kind) {
    case "ask":
      return `ask:${press.question}`;
    case "choose":
      return CHOOSE;
    case "rate":
      return `${press.helpful ? "good" : "bad"}:${press.id}`;
    case "tell":
      return `tell:${press.id}`;
    case "share":
      return `${press.isWhole ? "share" : "share-all"}:${press.id}`;
  }
}
