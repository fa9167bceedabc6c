import type { Lease, Leases } from "../store/leases.ts";

/** Keeps the right to post to one platform, as long as this process lives and no longer. */
export interface LeaseKeeper {
  /** The lease, taken or renewed as need be; null while another process has it. */
  hold(now: number): Promise<Lease | null>;
  /** Counts the lease as lost: the next one comes with a new epoch. */
  drop(): void;
  /** Gives the lease to whoever wants it next. */
  release(): Promise<void>;
}

export interface LeaseTerms {
  /** A holder that has not been heard of for so long is taken for dead. */
  readonly lifeMs: number;
  readonly beatMs: number;
}

/** Another process takes over within ten seconds. */
export const LEASE_TERMS: LeaseTerms = { lifeMs: 9_000, beatMs: 3_000 };

interface LeaseEvents {
  /** Called with each new lease, before anything is done under it. */
  readonly taken: (lease: Lease) => Promise<void>;
  /** Called once when another process turns out to have it. */
  readonly waiting: (heldUntil: number) => void;
}

export function createLeaseKeeper(
  leases: Leases,
  platform: string,
  holder: string,
  { lifeMs, beatMs }: LeaseTerms,
  events: LeaseEvents,
): LeaseKeeper {
  let held: { readonly lease: Lease; readonly since: number } | null = null;
  let told = false;

  const renewed = async (now: number): Promise<Lease | null> => {
    if (!held) return null;
    const { lease, since } = held;
    if (now >= since && now - since < beatMs) return lease;
    held = (await leases.renew(lease, now + lifeMs)) ? { lease, since: now } : null;
    return held && lease;
  };

  const taken = async (now: number): Promise<Lease | null> => {
    const answer = await leases.take(platform, holder, now, now + lifeMs);
    if ("heldUntil" in answer) {
      if (!told) events.waiting(answer.heldUntil);
      told = true;
      return null;
    }
    told = false;
    await events.taken(answer.lease);
    held = { lease: answer.lease, since: now };
    return answer.lease;
  };

  return {
    hold: async (now) => (await renewed(now)) ?? (await taken(now)),
    drop() {
      held = null;
    },
    async release() {
      const last = held?.lease;
      held = null;
      if (last) await leases.release(last);
    },
  };
}
