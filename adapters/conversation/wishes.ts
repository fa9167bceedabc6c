import { setImmediate as nextTurn } from "node:timers/promises";
import { supportedLanguage } from "../../src/knowledge/supported-language.ts";
import type { Rollcall } from "../../src/rollcall.ts";
import { chatWords } from "../../src/wording/chat-words.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Told } from "../platform.ts";
import type { Curation, Wish } from "../store/curation.ts";
import { askerOf } from "./ids.ts";

export interface WishesDeps {
  readonly curation: Pick<Curation, "wishes" | "fulfil">;
  /** Writes a person of a platform a direct message; null when the platform is not connected. */
  readonly teller: (platform: string) => ((person: string, told: Told) => Promise<boolean>) | null;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Tells those who asked for it that their question can be answered now, each at most once: who tells takes the
 * wish out of the store first, so that of many processes one does. What is left when the bot stops waits there.
 */
export async function tellWishers(core: Rollcall, deps: WishesDeps, stopping: AbortSignal): Promise<void> {
  const { curation, teller, clock, log } = deps;
  for await (const wish of curation.wishes()) {
    // To read a question takes a moment, and there may be many: each answer that is due comes in between.
    await nextTurn();
    if (stopping.aborted) return;
    const asker = askerOf(wish.user);
    const tell = teller(asker.platform);
    const words = tell && answerTo(wish, core, clock);
    if (!tell || !words || !(await curation.fulfil(wish, clock.now()))) continue;
    const told = await tell(asker.id, { words, channel: null, workspace: asker.workspace });
    if (told) log.info("wishes: a person was told that their question can be answered");
    else log.warn("wishes: a person could not be told that their question can be answered");
  }
}

/** The answer under a line that says what was asked; null as long as there is none. */
function answerTo(wish: Wish, core: Rollcall, clock: Clock): Told["words"] | null {
  const reply = core.ask(wish.question, { today: clock.today(), language: wish.language });
  if (reply.outcome !== "answered") return null;
  const language = supportedLanguage(core.knowledge, wish.language) ?? reply.textLanguage;
  const head = chatWords(core.knowledge, language).answerNow(wish.question);
  return { text: `${head}\n${reply.text}`, sources: reply.sources, labels: reply.labels };
}
