import {
  type AnySelectMenuInteraction,
  type APIMessageTopLevelComponent,
  type ButtonInteraction,
  ComponentType,
} from "discord.js";
import type { AboutAnswer, ChatServices } from "../platform.ts";
import { answerMessages, messageOf, smallPrint } from "./answer-message.ts";
import { ask, heardFrom } from "./asking.ts";
import { isForOne, mayShow, seenByOne, withinLimit } from "./audience.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { noticeMessage } from "./format.ts";
import { keyOf } from "./heard.ts";
import { type Press, pressOf } from "./press.ts";
import { replyPrivately, replyWith } from "./reply-to-command.ts";

type Pressed = ButtonInteraction | AnySelectMenuInteraction;
type Share = Extract<Press, { kind: "share" }>;

/** Does what a button or menu says; a follow-up under a public answer is answered in public. */
export async function replyToPress(pressed: Pressed, services: ChatServices): Promise<Delivery | null> {
  // A repeat has nothing to say, and may say it before the press itself is answered.
  if (!services.first(`${keyOf(pressed)}:press`)) return null;
  const press = pressOf(pressed.customId);
  const about = (id: string): AboutAnswer => ({ id, ...heardFrom(pressed) });
  switch (press?.kind) {
    case "ask":
      return answer(press.question, pressed, services);
    case "choose": {
      const [text = "help"] = pressed.isStringSelectMenu() ? pressed.values : [];
      return answer(text, pressed, services);
    }
    case "rate":
      return say(pressed, services.rate(about(press.id), press.helpful));
    case "tell":
      return say(pressed, services.wish(about(press.id)));
    case "share":
      return share(press, pressed, services);
    default:
      return replyPrivately(pressed, services.chatIn(pressed.locale).failed);
  }
}

async function say(pressed: Pressed, words: Promise<string>): Promise<Delivery> {
  return replyPrivately(pressed, await words);
}

/** In the language of the question on the button, whatever that of the person's client. */
async function answer(text: string, pressed: Pressed, services: ChatServices): Promise<Delivery> {
  const found = await ask({ kind: "offered", text }, { ...heardFrom(pressed), locale: undefined }, services);
  if (found === null) return deliver([() => pressed.deferUpdate()]);
  return replyWith(found, isForOne(pressed), pressed, services);
}

/** Shows an answer to all that only one person saw, with their name; where that may not be, says so. */
async function share(press: Share, pressed: Pressed, services: ChatServices): Promise<Delivery> {
  const words = services.chatIn(pressed.locale);
  if (!mayShow(pressed)) return replyPrivately(pressed, words.notShared);
  const { id, isWhole } = press;
  const found = isWhole ? null : await services.again({ id, ...heardFrom(pressed) });
  if (typeof found === "string") return replyPrivately(pressed, found);
  if (!(await services.takeShare(id))) return replyPrivately(pressed, words.sharedBefore);
  const shown = withoutShare(pressed);
  const updated = await deliver([() => pressed.update({ components: shown })]);
  if (updated.kind !== "delivered") {
    await services.returnShare(id);
    return updated;
  }
  const by = smallPrint(words.sharedBy(nameOf(pressed)));
  // A button knows of its own message only: an answer of several is made once more.
  const messages = found ? answerMessages(found) : [messageOf(shown)];
  const [first, ...more] = withinLimit(messages, pressed);
  if (first === undefined) return updated;
  const headed = { ...first, components: [by, ...first.components] };
  const delivery = await deliver([headed, ...more].map((next) => () => pressed.followUp(next)));
  if (delivery.kind === "refused") {
    await deliver([() => pressed.followUp(seenByOne(noticeMessage(words.notShared)))]);
  }
  return delivery;
}

/** What stands in the message, without the button that was pressed. */
function withoutShare({ message, customId }: Pressed): APIMessageTopLevelComponent[] {
  return message.components.flatMap((component): APIMessageTopLevelComponent[] => {
    const json = component.toJSON();
    if (json.type !== ComponentType.ActionRow) return [json];
    const components = json.components.filter((one) => !("custom_id" in one && one.custom_id === customId));
    return components.length > 0 ? [{ ...json, components }] : [];
  });
}

function nameOf(pressed: Pressed): string {
  return pressed.inCachedGuild() ? pressed.member.displayName : pressed.user.displayName;
}
