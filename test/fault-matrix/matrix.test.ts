import { describe, expect, it } from "vitest";
import { FAULTS } from "./faults.ts";
import { matrixText, unmet } from "./matrix.ts";

const row = (fault: (typeof FAULTS)[number], where: string) => {
  return { fault, where, checked: "each post once", result: "passed" };
};

describe("the fault matrix", () => {
  it("is one table, by fault and then by place", () => {
    expect(matrixText([row("disk full", "libsql"), row("500", "slack"), row("500", "discord")])).toBe(
      [
        "fault      where    checked         result",
        "500        discord  each post once  passed",
        "500        slack    each post once  passed",
        "disk full  libsql   each post once  passed",
      ].join("\n"),
    );
  });

  it("tells which faults no test met", () => {
    expect(unmet(FAULTS.map((fault) => row(fault, "slack")))).toEqual([]);
    expect(unmet(FAULTS.filter((fault) => fault !== "502").map((fault) => row(fault, "slack")))).toEqual([
      "502",
    ]);
  });
});
