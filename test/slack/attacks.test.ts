import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatDispatch, formatPost, formatReply } from "../../adapters/slack/format.ts";
import { formatAnswer } from "../../adapters/slack/format-answer.ts";
import { formatNotice, formatTold } from "../../adapters/slack/format-notice.ts";
import { ATTACKS } from "../fixtures/attacks.ts";
import { anAnswer } from "./an-answer.ts";
import { posterOn } from "./bot.ts";
import { liveTokens } from "./live-tokens.ts";
import { dispatch, reply, source } from "./reply.ts";
import { blockTexts, readContent } from "./server/limits.ts";
import { type SlackServer, startSlackServer } from "./server/slack-server.ts";

let slack: SlackServer;
beforeAll(async () => {
  slack = await startSlackServer();
});
afterAll(() => slack.close());

/** Every kind of message with `text` wherever a person or the knowledge has a say. */
function messagesWith(text: string): ReadonlyArray<[what: string, message: object]> {
  const sources = [source({ title: text, url: `https://example.org/${text}` }), source({ url: text })];
  const labels = { asOf: text, sources: text };
  const words = { text: `I did not understand “${text}”.`, sources, labels };
  const { post } = dispatch({ text, sources, labels });
  return [
    ["words", formatReply(reply(words))],
    ...answersWith(text),
    ["a post", formatDispatch(dispatch({ text, sources, labels }))],
    ["a preview", formatPost(post)],
    ["a notice", formatNotice({ kind: "words", words })],
    ["a word to a person", formatTold({ words, channel: text, workspace: "" })],
  ];
}

function answersWith(text: string): ReadonlyArray<[what: string, message: object]> {
  const sources = [source({ title: text, url: `https://example.org/${text}` })];
  const table = { header: [text, text], rows: [[text, text]] };
  const answer = anAnswer({ text, sources, table, followUps: [text], rateable: true, canTell: true });
  return [true, false].flatMap((newBlocks) =>
    formatAnswer(answer, { newBlocks, shareable: true, question: text, sharedBy: text }).map(
      (message): [string, object] => [`an answer, ${newBlocks ? "new" : "old"} blocks`, message],
    ),
  );
}

describe.each(ATTACKS)("%s", (_, text) => {
  it("does nothing in a message to Slack, in blocks and in the text of notifications", () => {
    for (const [what, message] of messagesWith(text)) {
      const content = readContent(message);
      if ("error" in content) throw new Error(`${what}: ${content.error}`);
      const shown = [content.text, ...blockTexts(content.blocks)].join("\n");
      expect([what, liveTokens(content)]).toEqual([what, []]);
      expect([what, shown.match(/[\u202a-\u202e]|\p{M}{5}|\p{Surrogate}|(?![\n\t])\p{Cc}/gu)]).toEqual([
        what,
        null,
      ]);
      expect(shown.match(/<(?!https:\/\/example\.org\/)[^>]*/g)).toBeNull();
    }
  });

  it("formats nothing: words are plain text, save for the titles of sources", () => {
    for (const [, message] of messagesWith(text)) {
      const mrkdwn = JSON.stringify(message).match(/"type":"mrkdwn"[^}]*\}/g) ?? [];
      for (const element of mrkdwn) {
        const words = element.replace(/<https:[^|]*\|/g, "").replace(/"type":"mrkdwn","verbatim":true/, "");
        expect(words).not.toMatch(/[*_~`]/);
      }
    }
  });

  it("does nothing in a post, in its edit and in the note about it", async () => {
    const poster = posterOn(slack);
    const sources = [source({ title: text, url: text })];
    const outcome = await poster.send(dispatch({ text, sources }));
    const messageId = outcome.kind === "sent" ? outcome.messageId : "";
    const stored = () =>
      slack.messages("C0NEWS").filter(({ ts, threadTs }) => (threadTs ?? ts) === messageId);
    expect(stored().flatMap(liveTokens)).toEqual([]);
    for (const kind of ["edit", "note"] as const) {
      const about = { ...dispatch({ text: `${text}, corrected`, sources }), action: { kind, messageId } };
      expect(await poster.send(about)).toMatchObject({ kind: "sent" });
    }
    expect(stored()).toHaveLength(2);
    expect(stored().flatMap(liveTokens)).toEqual([]);
  });
});
