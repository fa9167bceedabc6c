import { describe, expect, it } from "vitest";
import { styleFor } from "../../adapters/terminal/style.ts";

type Kind = "plain" | "coloured" | "linking";

const SHOWN: Readonly<Record<Kind, readonly string[]>> = {
  plain: ["words", "words", "A page <https://example.org/>"],
  coloured: [
    "\u001b[1mwords\u001b[22m",
    "\u001b[2mwords\u001b[22m",
    "A page \u001b[2m<https://example.org/>\u001b[22m",
  ],
  linking: [
    "\u001b[1mwords\u001b[22m",
    "\u001b[2mwords\u001b[22m",
    "\u001b]8;;https://example.org/\u001b\\A page\u001b]8;;\u001b\\",
  ],
};

describe("styleFor", () => {
  const TERMINALS: ReadonlyArray<[what: string, isTty: boolean, env: Record<string, string>, kind: Kind]> = [
    ["a pipe", false, { TERM: "xterm-256color", TERM_PROGRAM: "vscode" }, "plain"],
    ["a pipe that is told to be coloured", false, { FORCE_COLOR: "1", VTE_VERSION: "7200" }, "plain"],
    ["a terminal", true, { TERM: "xterm" }, "coloured"],
    ["a terminal without a name", true, {}, "coloured"],
    ["NO_COLOR", true, { TERM: "xterm", NO_COLOR: "1", TERM_PROGRAM: "WezTerm" }, "plain"],
    ["NO_COLOR with any value", true, { NO_COLOR: "0" }, "plain"],
    ["an empty NO_COLOR, which counts as unset", true, { NO_COLOR: "" }, "coloured"],
    ["a dumb terminal", true, { TERM: "dumb", VTE_VERSION: "7200" }, "plain"],
    ["a terminal of an unknown program", true, { TERM_PROGRAM: "Apple_Terminal" }, "coloured"],
    ["a program that shows hyperlinks", true, { TERM_PROGRAM: "iTerm.app" }, "linking"],
    ["a terminal by VTE", true, { VTE_VERSION: "7200" }, "linking"],
    ["kitty", true, { KITTY_WINDOW_ID: "1" }, "linking"],
  ];
  for (const [what, isTty, env, kind] of TERMINALS) {
    it(`is ${kind} on ${what}`, () => {
      const style = styleFor(isTty, env);
      const shown = [
        style.strong("words"),
        style.faint("words"),
        style.link("A page", "https://example.org/"),
      ];
      expect(shown).toEqual(SHOWN[kind]);
    });
  }
});
