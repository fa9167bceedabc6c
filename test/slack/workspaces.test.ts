import { expect, it } from "vitest";
import { createLog } from "../../adapters/log.ts";
import { createClients } from "../../adapters/slack/clients.ts";
import { createWorkspaces, type WorkspacesDeps } from "../../adapters/slack/workspaces.ts";
import type { KeptInstallation } from "../../adapters/store/installations.ts";
import { anInstallation } from "../store/installation-contract.ts";
import { HASTE } from "./bot.ts";
import { quietLog } from "./quiet-log.ts";

/** Workspaces over a store that can be away, with the times it was asked. */
function workspaces(most?: number) {
  const state = { at: 0, asked: 0, away: false, kept: keptWith("xoxb-first") };
  const deps: WorkspacesDeps = {
    installations: {
      belongs: async () => undefined,
      async of() {
        state.asked += 1;
        if (state.away) throw new Error("the store is away");
        return state.kept;
      },
    },
    subscriptions: { of: async () => null },
    home: null,
    clientsFor: (token) => createClients({ apiUrl: null }, token, quietLog, HASTE),
    renew: async (kept) => kept,
    clock: { now: () => state.at },
    log: createLog("silent"),
  };
  return { ...createWorkspaces(deps, most), state };
}

function keptWith(token: string, id = "T1"): KeptInstallation | null {
  const installation = anInstallation();
  return { installation: { ...installation, id, bot: { ...installation.bot, token } }, revision: 1 };
}

const ORIGIN = { teamId: "T1" };

it("knows an installation for a minute without a look into the store", async () => {
  const { of, state } = workspaces();
  for (const at of [0, 30_000, 59_999]) {
    state.at = at;
    expect((await of(ORIGIN))?.token).toBe("xoxb-first");
  }
  expect(state.asked).toBe(1);
  state.at = 60_000;
  state.kept = keptWith("xoxb-second");
  expect((await of(ORIGIN))?.token).toBe("xoxb-second");
});

it("goes on with what it knew while the store is away, and rejects what it never knew", async () => {
  const { of, state } = workspaces();
  await of(ORIGIN);
  Object.assign(state, { at: 3_600_000, away: true });
  expect((await of(ORIGIN))?.token).toBe("xoxb-first");
  await expect(of({ teamId: "T2" })).rejects.toThrow("the store is away");
});

it("looks again at once for what was installed or taken away", async () => {
  const { of, forget, state } = workspaces();
  const before = await of(ORIGIN);
  forget("T1");
  expect((await of(ORIGIN))?.client).toBe(before?.client);
  state.kept = null;
  forget("T1");
  expect(await of(ORIGIN)).toBeNull();
  expect(await of(ORIGIN)).toBeNull();
  expect(state.asked).toBe(4);
});

it("keeps no clients of what was taken away", async () => {
  const { of, forget, state } = workspaces();
  const before = await of(ORIGIN);
  state.kept = null;
  forget("T1");
  expect(await of(ORIGIN)).toBeNull();
  state.kept = keptWith("xoxb-first");
  expect((await of(ORIGIN))?.client).not.toBe(before?.client);
});

it("keeps the clients of so many workspaces, those of the last", async () => {
  const { of, forget, state } = workspaces(2);
  const clients = new Map<string, unknown>();
  const look = async (id: string) => {
    state.kept = keptWith("xoxb-first", id);
    forget(id);
    return (await of({ teamId: id }))?.client;
  };
  for (const id of ["T1", "T2", "T3"]) clients.set(id, await look(id));
  expect(await look("T3")).toBe(clients.get("T3"));
  expect(await look("T2")).toBe(clients.get("T2"));
  expect(await look("T1")).not.toBe(clients.get("T1"));
});
