import { REST } from "discord.js";
import { MessageFlags } from "discord-api-types/v10";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerMessages } from "../../adapters/discord/answer-message.ts";
import { postMessage, replyMessages } from "../../adapters/discord/format.ts";
import { announcementOptions, createPoster } from "../../adapters/discord/poster.ts";
import type { ChatAnswer } from "../../adapters/platform.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { ATTACKS } from "../fixtures/attacks.ts";
import { echoWords } from "../fixtures/chat-services.ts";
import { liveTokens } from "./live-tokens.ts";
import { buttonsOf, checkComponents, textOf } from "./server/components.ts";
import { type DiscordServer, startDiscordServer } from "./server/discord-server.ts";
import { dispatchTo, postOf, replyOf, sourceOf } from "./stand-in.ts";

const ANSWER: Omit<ChatAnswer, "words" | "chat"> = {
  ...{ id: "x".repeat(40), outcome: "answered", language: languageCode.parse("en"), table: null },
  ...{ followUps: [], rateable: false, canTell: true },
};
let server: DiscordServer;
beforeAll(async () => {
  server = await startDiscordServer();
});
afterAll(() => server.close());

/** A poster of its own, as one sends no more than thirty posts a second. */
function newPoster(): Poster {
  const rest = new REST(announcementOptions({ token: server.token, apiUrl: server.apiUrl }, 5_000));
  return createPoster({ rest, token: server.token, self: server.botUser.id, publishes: () => false });
}

describe.each(ATTACKS)("%s", (_, text) => {
  const sources = [sourceOf(text, `https://example.org/${text}`), sourceOf("A page", text)];
  const quoting = `I did not understand “${text}”.`;

  it("does nothing in an answer or a post in Discord", () => {
    for (const { content, allowedMentions } of [
      ...replyMessages({ ...replyOf(quoting, sources), labels: { asOf: text, sources: text } }),
      postMessage(postOf(quoting, sources)),
    ]) {
      expect(liveTokens(content)).toEqual([]);
      expect(content.replace(/\(<https:\/\/example\.org\/[^>]*>\)/g, "")).not.toMatch(/https?:\/\//);
      expect(content).not.toMatch(/[\u202a-\u202e]|\p{M}{5}|\p{Surrogate}|(?![\n\t])\p{Cc}/u);
      expect(allowedMentions).toEqual({ parse: [], repliedUser: false });
    }
  });

  it("does nothing in an answer with buttons", () => {
    const chat = { ...echoWords, labels: { ...echoWords.labels, helpful: text, share: text } };
    const words = { text: quoting, sources, labels: { asOf: text, sources: text } };
    const table = { header: [text, text], rows: [[text, text]] };
    const answer = { ...ANSWER, words, chat, table, followUps: [text, `${text}?`], rateable: true };
    for (const { components, allowedMentions } of answerMessages(answer, true)) {
      const said = textOf({ content: "", components });
      expect(liveTokens(said)).toEqual([]);
      expect(said.replace(/\(<https:\/\/example\.org\/[^>]*>\)/g, "")).not.toMatch(/https?:\/\//);
      for (const shown of [said, ...buttonsOf({ components }).map(([label]) => label)]) {
        expect(shown).not.toMatch(/[\u202a-\u202e]|\p{M}{5}/u);
      }
      expect(() => checkComponents({ components, flags: MessageFlags.IsComponentsV2 })).not.toThrow();
      expect(allowedMentions).toEqual({ parse: [], repliedUser: false });
    }
  });

  it("formats nothing: each sign of Markdown in it stands behind a backslash", () => {
    for (const { content } of replyMessages(replyOf(text))) {
      expect(content.replace(/\\[^\n]/g, "x")).not.toMatch(/[*_~`|[\]>]|^\s*(#|-|\d+\.)/m);
    }
  });

  it("does nothing in a post, in its edit and in the note about it", async () => {
    const poster = newPoster();
    const channel = server.channel().id;
    const outcome = await poster.send(dispatchTo(channel, { post: postOf(quoting, sources) }));
    const messageId = outcome.kind === "sent" ? outcome.messageId : "";
    const harmless = () => {
      for (const { content, mentions, mention_everyone, mention_roles } of server.messages(channel)) {
        expect(liveTokens(content)).toEqual([]);
        expect({ mentions, mention_everyone, mention_roles }).toEqual({
          ...{ mentions: [], mention_everyone: false, mention_roles: [] },
        });
      }
    };
    harmless();
    for (const kind of ["edit", "note"] as const) {
      const about = {
        action: { kind, messageId },
        post: postOf(`${quoting} Corrected.`, sources),
        nonce: `n-${kind}`,
      };
      expect(await poster.send(dispatchTo(channel, about))).toMatchObject({ kind: "sent" });
    }
    expect(server.messages(channel)).toHaveLength(2);
    harmless();
  });
});
