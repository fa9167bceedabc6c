import { describe, expect, it } from "vitest";
import { together } from "../../adapters/store/together.ts";

describe("what is done together", () => {
  it("does in one go what is asked for in one turn, and gives each its own result", async () => {
    const batches: Array<readonly number[]> = [];
    const double = together(10, async (items: readonly number[]) => {
      batches.push(items);
      return items.map((item) => item * 2);
    });
    expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
    expect(await double(4)).toBe(8);
    expect(batches).toEqual([[1, 2, 3], [4]]);
  });

  it("goes on with what came while it was busy, never with more than it may take at once", async () => {
    const batches: Array<readonly number[]> = [];
    const late: Array<Promise<number>> = [];
    const same = together(2, async (items: readonly number[]) => {
      batches.push(items);
      if (batches.length === 1) late.push(same(4), same(5));
      return items;
    });
    expect(await Promise.all([same(1), same(2), same(3)])).toEqual([1, 2, 3]);
    expect(await Promise.all(late)).toEqual([4, 5]);
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  it("lingers where it may, for what comes a little later", async () => {
    const batches: Array<readonly number[]> = [];
    const same = together(
      10,
      async (items: readonly number[]) => {
        batches.push(items);
        return items;
      },
      50,
    );
    const first = same(1);
    await new Promise(setImmediate);
    expect(await Promise.all([first, same(2)])).toEqual([1, 2]);
    expect(batches).toEqual([[1, 2]]);
  });

  it("fails only what fails by itself", async () => {
    const check = together(10, async (items: readonly string[]) => {
      if (items.includes("bad")) throw new Error("not that one");
      return items;
    });
    const results = await Promise.allSettled([check("good"), check("bad"), check("also good")]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await check("after")).toBe("after");
  });
});
