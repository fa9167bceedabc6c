import type { FaultCheck } from "./faults.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Rows of the fault matrix that this test decides. */
    faults?: readonly FaultCheck[];
  }
}

interface RunningTest {
  readonly task: { readonly meta: { faults?: readonly FaultCheck[] } };
}

/** Puts the test that is running into the fault matrix: to be said first, so that one that fails is there too. */
export function inMatrix({ task }: RunningTest, ...checks: readonly FaultCheck[]): void {
  task.meta.faults = [...(task.meta.faults ?? []), ...checks];
}
