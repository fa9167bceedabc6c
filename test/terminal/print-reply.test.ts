import { describe, expect, it } from "vitest";
import { printReply } from "../../adapters/terminal/print-reply.ts";
import { styleFor } from "../../adapters/terminal/style.ts";
import { reply, source } from "../slack/reply.ts";

const PLAIN = styleFor(false, {});
const COLOURED = styleFor(true, {});
/** Clears the screen, changes the title, rings, goes back: by ESC, by one character, and bare. */
const ESCAPES = "\u001b[2J\u001b]0;title\u0007\u009b31m\b\r\u007f\u0000\t";

describe("printReply", () => {
  it("prints the answer, its day, and each source with publisher, date and address", () => {
    const sources = [source({ published: "2019-06" }), source()];
    expect(printReply(reply({ sources }), PLAIN)).toBe(
      [
        "Yes. Norway signed on 14 June 2019.",
        "",
        "As of 13 March 2026. Sources:",
        "  A page (A publisher, 2019-06) <https://example.org/page>",
        "  A page (A publisher) <https://example.org/page>",
        "",
      ].join("\n"),
    );
  });

  it("prints an answer without sources as one line", () => {
    expect(printReply(reply({ text: "Ask me.", sources: [] }), PLAIN)).toBe("Ask me.\n");
  });

  it("lists eight sources and counts the others", () => {
    const sources = Array.from({ length: 10 }, () => source());
    const lines = printReply(reply({ sources }), PLAIN).trimEnd().split("\n");
    expect([lines.filter((line) => line.includes("A page")).length, lines.at(-1)]).toEqual([8, "  +2"]);
  });

  it("ends with what could be asked instead", () => {
    const printed = printReply(reply({ sources: [] }), PLAIN, ["Has Norway signed?", "Who has signed?"]);
    expect(printed).toMatch(/\n {2}\? Has Norway signed\?\n {2}\? Who has signed\?\n$/);
  });

  it("keeps the lines of a list, and its signs from all scripts", () => {
    const text = "• Ísland 🇮🇸\n• Česko 🧬\n• Ελλάδα";
    expect(printReply(reply({ text, sources: [] }), PLAIN)).toBe(`${text}\n`);
  });

  it("lets no control character out, whoever wrote it", () => {
    const evil = `a${ESCAPES}b`;
    const printed = printReply(
      reply({ text: evil, sources: [source({ title: evil, publisher: evil, url: `https://x/${evil}` })] }),
      PLAIN,
      [evil],
    );
    expect(printed).not.toMatch(/[^\P{Cc}\n]/u);
    expect(printed.match(/a\[2J\]0;title31mb/g)).toHaveLength(5);
  });

  it("lets out no control character but its own on a terminal", () => {
    const text = `a${ESCAPES}b`;
    const printed = printReply(reply({ text, sources: [source()] }), COLOURED);
    const own = ["\u001b[1m", "\u001b[2m", "\u001b[22m"];
    const others = own.reduce((rest, code) => rest.replaceAll(code, ""), printed);
    expect(others).not.toBe(printed);
    expect(others).not.toMatch(/[^\P{Cc}\n]/u);
  });
});
