/** How long a channel is to be spared, so that Slack need not refuse; in ms. */
export interface Pace {
  /** Counts a message that goes to the channel now, and gives 0; or gives how long it has to wait. */
  take(channel: string): number;
}

/** Slack takes one message a second in a channel, and bursts as short as it does not tell. */
const EACH_MS = 1_000;
const BURST = 4;

export function createPace(now: () => number = () => performance.now()): Pace {
  /** When all that went to a channel is used up at that rate, soonest first or nearly so. */
  const usedUp = new Map<string, number>();
  const forget = (at: number) => {
    for (const [channel, end] of usedUp) {
      if (end > at) return;
      usedUp.delete(channel);
    }
  };
  return {
    take(channel) {
      const at = now();
      forget(at);
      const end = Math.max(usedUp.get(channel) ?? at, at) + EACH_MS;
      const wait = end - at - BURST * EACH_MS;
      if (wait > 0) return Math.ceil(wait);
      usedUp.delete(channel);
      usedUp.set(channel, end);
      return 0;
    },
  };
}
