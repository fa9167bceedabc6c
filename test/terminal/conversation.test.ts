import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { converse } from "../../adapters/terminal/conversation.ts";
import { reply } from "../slack/reply.ts";

const KEYS = { enter: "\r", up: "\u001b[A", ctrlC: "\u0003", ctrlD: "\u0004" };
/** Bold, faint, and the end of both. */
const COLOURS = ["\u001b[1m", "\u001b[2m", "\u001b[22m"];

describe("a conversation in a terminal", () => {
  it("says what it is and how to leave, and answers line by line", async () => {
    const talk = conversation();
    await talk.shows("exit to leave");
    await talk.type(`has Norway signed?${KEYS.enter}`, "You asked: has Norway signed?");
    await talk.type(`  and Sweden? ${KEYS.enter}`, "You asked: and Sweden?");
    await talk.leave();
    expect(talk.asked).toEqual(["has Norway signed?", "and Sweden?"]);
    expect(talk.shown()).toContain("\u001b[1mYou asked: has Norway signed?\u001b[22m");
    expect(talk.shown()).toContain("? Who has signed?");
  });

  it("brings back earlier lines with the arrow keys", async () => {
    const talk = conversation();
    await talk.type(`first${KEYS.enter}`, "You asked: first");
    await talk.type(`second${KEYS.enter}`, "You asked: second");
    await talk.type(`${KEYS.up}${KEYS.up} again${KEYS.enter}`, "You asked: first again");
    await talk.leave();
    expect(talk.asked).toEqual(["first", "second", "first again"]);
  });

  it("answers all lines that were pasted at once, and none that is empty", async () => {
    const talk = conversation();
    await talk.type(`one\r\r   \rtwo\rthree${KEYS.enter}`, "You asked: three");
    await talk.leave();
    expect(talk.asked).toEqual(["one", "two", "three"]);
  });

  const WAYS_OUT: ReadonlyArray<[what: string, typed: string]> = [
    ...["exit", "quit", "bye", ":q", " EXIT "].map((word): [string, string] => [
      word,
      `${word}${KEYS.enter}`,
    ]),
    ["Ctrl-C", `half a question${KEYS.ctrlC}`],
    ["Ctrl-D", KEYS.ctrlD],
  ];
  for (const [what, typed] of WAYS_OUT) {
    it(`ends on ${what}`, async () => {
      const talk = conversation();
      talk.input.write(typed);
      await talk.ended;
      expect(talk.asked).toEqual([]);
    });
  }

  it("ends with its input", async () => {
    const talk = conversation();
    talk.input.end(`has Norway signed?\n`);
    await talk.ended;
    expect(talk.asked).toEqual(["has Norway signed?"]);
  });

  it("answers without colours under NO_COLOR", async () => {
    const talk = conversation({ NO_COLOR: "1" });
    await talk.type(`has Norway signed?${KEYS.enter}`, "You asked: has Norway signed?\n");
    await talk.leave();
    for (const code of COLOURS) expect(talk.shown()).not.toContain(code);
  });

  it("writes no escape code at all where there is no terminal", async () => {
    const talk = conversation({}, false);
    await talk.type("has Norway signed?\n", "You asked: has Norway signed?");
    await talk.leave();
    expect(talk.shown()).not.toContain("\u001b");
  });
});

/** A conversation with an engine that repeats the question, on a screen that keeps what it showed. */
function conversation(env: Readonly<Record<string, string>> = {}, isTTY = true) {
  const asked: string[] = [];
  const input = new PassThrough();
  const output = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY, columns: 80 });
  let screen = "";
  const looking = new Set<() => void>();
  output.on("data", (text: string) => {
    screen += text;
    for (const look of looking) look();
  });
  const ended = converse({
    ask(text) {
      asked.push(text);
      return reply({ text: `You asked: ${text}` });
    },
    suggest: () => ["Who has signed?"],
    input,
    output,
    env,
  });
  const shows = (part: string) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!screen.includes(part)) return;
        looking.delete(look);
        resolve();
      };
      looking.add(look);
      look();
    });
  return {
    asked,
    input,
    ended,
    shows,
    shown: () => screen,
    async type(keys: string, until: string) {
      input.write(keys);
      await shows(until);
    },
    async leave() {
      input.write(`exit${isTTY ? KEYS.enter : "\n"}`);
      await ended;
    },
  };
}
