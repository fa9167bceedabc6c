import { describe, expect, it } from "vitest";
import { runAnnounce } from "../life-cycle/bot-process.ts";
import { deployment, logged } from "./deployment.ts";
import { add, operate, PATIENCE_MS, POLAND, posts, started, stopped } from "./operating.ts";

describe("npm run announce beside a running bot", () => {
  it("releases exactly the plan that was approved", { timeout: PATIENCE_MS }, async () => {
    const place = await deployment();
    const environment = { ...place.environment, ANNOUNCE_APPROVAL: "on" };
    const bot = await started(environment);
    await add(place, POLAND);
    await logged(bot, "held for 2 channels");

    const plan = await operate(["--plan"], environment);
    const hash = /Plan ([0-9a-f]{12})/.exec(plan.stdout)?.[1] ?? "";
    expect(plan.stdout).toMatch(/slack C0NEWS: post rc-\w+ is held until it is approved/);
    const other = await operate(["--approve", "000000000000"], environment);
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining(hash)]);
    expect(posts(place)).toEqual({ slack: 0, discord: 0 });

    const released = await runAnnounce(["--approve", hash, "--wait"], environment);
    expect(released).toMatchObject({ code: 0, stdout: expect.stringContaining("Sent: 2 of 2.") });
    expect(released.stderr).toContain("2 of 2 settled");
    expect(posts(place)).toEqual({ slack: 1, discord: 1 });
    const again = await operate(["--approve", hash], environment);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("Nothing is held") });
    expect((await operate(["--status"], environment)).stdout).toContain(`: approve ${hash}`);
    await stopped(bot);
  });

  it("queues again what was given up, once its cause is mended", { timeout: PATIENCE_MS }, async () => {
    const place = await deployment();
    const { environment } = place;
    place.slack.fail({ method: "chat.postMessage", effect: { kind: "error", error: "is_archived" } });
    const bot = await started(environment);
    await add(place, POLAND);
    await logged(bot, "is dead");
    const status = await operate(["--status"], environment);
    const key = /slack C0NEWS: post rc-\w+ was given up .*is_archived.* \[([\w-]{25})\]/.exec(
      status.stdout,
    )?.[1];
    const retried = await operate(["--retry", key ?? "", "--wait"], environment);
    expect(retried).toMatchObject({ code: 0, stdout: expect.stringContaining("Sent: 1 of 1.") });
    expect(posts(place).slack).toBe(1);
    expect(await operate(["--retry", "nothing"], environment)).toMatchObject({ code: 1 });
    await stopped(bot);
  });
});
