import { expect, it } from "vitest";
import { createRecollection } from "../../adapters/conversation/recollection.ts";
import { createLog } from "../../adapters/log.ts";
import { openConversations } from "../../adapters/store/open-conversations.ts";
import { createConversations } from "../../src/conversation/conversations.ts";
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
