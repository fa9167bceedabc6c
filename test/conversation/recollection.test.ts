import { expect, it } from "vitest";
import { createRecollection } from "../../adapters/conversation/recollection.ts";
import { createLog } from "../../adapters/log.ts";
import { openConversations } from "../../adapters/store/open-conversations.ts";
import { createConversations } from "../../src/conversation/conversations.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import type { Turn } from "../../src/questions/reply.ts";
import { manualScheduler } from "../announcements/manual-scheduler.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { NOW } from "./chat.ts";

it("finds a question with its answer, though where that stands is still being written", async () => {
  const store = await openConversations(await emptyFile());
  let write: () => void = () => undefined;
  const written = new Promise<void>((resolve) => {
    write = resolve;
  });
  const slow: typeof store = {
    ...store,
    posted: (id, messages) => written.then(() => store.posted(id, messages)),
  };
  const recollection = createRecollection({
    ...{ store: slow, conversations: createConversations(), scheduler: manualScheduler(NOW) },
    log: createLog("silent"),
  });
  const about = { id: "q1", conversation: "c", user: "slack:T1:U1", at: NOW, text: "?", language: "en" };
  await recollection.take({ ...about, outcome: "answered", previous: null }, null);
  recollection.posted("q1", ["m1"]);
  const found = recollection.find("q1");
  setTimeout(write);
  expect((await found)?.messages).toEqual(["m1"]);
  await recollection.stop();
});

it("stands where it stood before a question that was deleted, in that conversation alone, as the store fails", async () => {
  const store = await openConversations(await emptyFile());
  const recollection = createRecollection({
    ...{ store, conversations: createConversations(), scheduler: manualScheduler(NOW) },
    log: createLog("silent"),
  });
  const about = { user: "slack:T1:U1", text: "?", language: "en", outcome: "answered" } as const;
  const ask = (id: string, conversation: string, at: number, previous: Turn | null, turn: Turn) =>
    recollection.take({ ...about, id, conversation, at, previous }, turn);
  const [first, second] = [turnIn("en"), turnIn("de")];
  await ask("q1", "here", NOW, null, first);
  await ask("q2", "here", NOW + 1, first, second);
  await ask("q3", "there", NOW, null, second);
  await ask("q4", "elsewhere", NOW, null, first);
  for (const id of ["q2", "q4"]) {
    const question = await recollection.find(id);
    if (question) await recollection.drop(question);
  }
  await store.close();
  expect(await recollection.recall("here", NOW + 2)).toEqual(first);
  expect(await recollection.recall("there", NOW + 2)).toEqual(second);
  expect(await recollection.recall("elsewhere", NOW + 2)).toBeNull();
  await recollection.stop();
});

it("waits a second for its store, and for what came in the meantime where the process itself was busy", async () => {
  const store = await openConversations(await emptyFile());
  const answers: Array<(turn: Turn | null) => void> = [];
  const slow: typeof store = { ...store, recall: () => new Promise((resolve) => answers.push(resolve)) };
  const scheduler = manualScheduler(NOW);
  const recollection = createRecollection({
    ...{ store: slow, conversations: createConversations(), scheduler, log: createLog("silent") },
  });
  const late = recollection.recall("here", NOW);
  scheduler.step(1_000);
  answers[0]?.(turnIn("de"));
  expect(await late).toEqual(turnIn("de"));
  const never = recollection.recall("here", NOW);
  while (scheduler.step(1_000));
  expect(await never).toBeNull();
  expect(await recollection.recall("here", NOW)).toBeNull();
  expect(answers).toHaveLength(2);
  answers[1]?.(null);
  await recollection.stop();
});

function turnIn(language: string): Turn {
  return { query: { op: "freshness" }, language: languageCode.parse(language), focus: [] };
}
