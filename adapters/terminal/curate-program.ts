import { type Cluster, clusterUnanswered } from "../../src/curation/cluster.ts";
import { idleWords } from "../../src/curation/idle-words.ts";
import { type Stub, stubFor } from "../../src/curation/stub.ts";
import { tally } from "../../src/curation/tally.ts";
import { describeProblem } from "../../src/knowledge/problem.ts";
import { createRollcall } from "../../src/rollcall.ts";
import { systemClock } from "../clock.ts";
import { loadKnownKnowledge } from "../files/load-knowledge.ts";
import type { Settings } from "../settings.ts";
import { describeStore } from "../store/address.ts";
import type { Curation } from "../store/curation.ts";
import { openStoreToRead } from "../store/open-store.ts";
import { CURATE_HELP, type CurateCommand, readCurateCommand } from "./curate-command.ts";
import { describeGroup, describeRating, jsonLine } from "./curate-words.ts";
import { fail, settingsOf, type Terminal } from "./terminal.ts";

/** `npm run curate`: what curators work from. */
export async function curate(terminal: Terminal): Promise<number> {
  const command = readCurateCommand(terminal.argv.slice(2));
  if ("wrong" in command) return fail(terminal, 2, [command.wrong, "", CURATE_HELP]);
  if (command.name === "help") {
    terminal.stdout.write(`${CURATE_HELP}\n`);
    return 0;
  }
  const settings = settingsOf(terminal);
  if (typeof settings === "number") return settings;
  const address = settings.store;
  const store = await openStoreToRead(address).catch((error: Error) => error);
  if (store instanceof Error) return fail(terminal, 1, [store.message]);
  if (store === null) {
    return fail(terminal, 1, [`There is no store yet: ${describeStore(address)}. The bot makes it.`]);
  }
  try {
    const show = command.name === "feedback" ? showFeedback : showUnanswered;
    return await show(terminal, command, store.curation, settings);
  } finally {
    await store.close();
  }
}

async function showFeedback(terminal: Terminal, command: CurateCommand, curation: Curation): Promise<number> {
  const ratings = await curation.ratings(command.top);
  if (ratings.length === 0 && !command.json) return print(terminal, ["Nobody has rated an answer yet."]);
  // Who it was is nobody's business here.
  return print(
    terminal,
    ratings.map(({ user: _, ...rating }) => (command.json ? jsonLine(rating) : describeRating(rating))),
  );
}

async function showUnanswered(
  terminal: Terminal,
  command: CurateCommand,
  curation: Curation,
  settings: Settings,
): Promise<number> {
  const today = systemClock.today();
  const loaded = await loadKnownKnowledge(settings.knowledgeDir, today, settings.dataDir);
  if ("problems" in loaded) return fail(terminal, 1, loaded.problems.map(describeProblem));
  const { knowledge } = loaded;
  const rollcall = createRollcall(knowledge);
  const kept = await tally(curation.unanswered(), knowledge);
  const groups = clusterUnanswered(kept, idleWords(knowledge)).slice(0, command.top);
  if (groups.length === 0 && !command.json) {
    return print(terminal, ["No question is kept that the bot could not answer."]);
  }
  const shown = (group: Cluster) => {
    const stub = stubFor(group, rollcall, today);
    return command.json ? asJson(group, stub) : describeGroup(group, stub, command.stubs);
  };
  return print(terminal, groups.map(shown));
}

/** Who asked is nobody's business; how many did is. */
function asJson({ questions, ...group }: Cluster, stub: Stub): string {
  const asked = questions.map(({ users, ...question }) => ({ ...question, users: users.length }));
  return jsonLine({ ...group, questions: asked, stub });
}

function print({ stdout }: Terminal, texts: readonly string[]): number {
  for (const text of texts) stdout.write(`${text}\n`);
  return 0;
}
