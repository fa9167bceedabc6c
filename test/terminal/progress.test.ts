import { describe, expect, it } from "vitest";
import { createProgress } from "../../adapters/terminal/progress.ts";

function shownOn(isTTY: boolean): string {
  let shown = "";
  const write = (text: string) => {
    shown += text;
  };
  const progress = createProgress({ isTTY, columns: 40, write });
  for (let done = 0; done <= 20; done += 1) progress.show(done, 20, "settled");
  progress.end();
  return shown;
}

describe("progress", () => {
  it("is a bar that grows in its line on a terminal, and never wraps", () => {
    const lines = shownOn(true).split("\r\u001b[K").slice(1);
    expect(lines).toHaveLength(21);
    expect(lines[10]).toBe("[###############---------------] 10 of ");
    expect(lines.every((line) => line.trimEnd().length < 40)).toBe(true);
  });

  it("is a line for each tenth elsewhere", () => {
    const lines = shownOn(false).trimEnd().split("\n");
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe("20 of 20 settled");
    expect(shownOn(false)).not.toContain("\u001b");
  });
});
