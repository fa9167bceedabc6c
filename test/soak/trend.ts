/** What a process took of memory at one moment, after collecting what is free. */
export interface Sample {
  readonly heapMb: number;
  readonly rssMb: number;
}

/** The first part of a run fills what is bounded: conversations, what was seen, statements that stay prepared. */
const WARM_UP = 0.2;

/** By how much a measure grew after the warm-up, on the straight line that lies nearest to all samples. */
export function growth(samples: readonly Sample[], measure: keyof Sample): number {
  const values = samples.slice(Math.floor(samples.length * WARM_UP)).map((sample) => sample[measure]);
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  const slope = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0) / spread;
  return slope * (values.length - 1);
}

/** The most that each may grow: ten for the heap, and more for what the system leaves to a process. */
const BOUNDS: Readonly<Record<keyof Sample, number>> = { heapMb: 10, rssMb: 40 };

/** What grew beyond its bound; too few samples say nothing. */
export function tooMuch(samples: readonly Sample[]): string[] {
  if (samples.length < 5) return ["There are too few samples for a trend."];
  return (["heapMb", "rssMb"] as const).flatMap((measure) => {
    const grown = growth(samples, measure);
    return grown > BOUNDS[measure]
      ? [`${measure} grew by ${grown.toFixed(1)}, more than ${BOUNDS[measure]}.`]
      : [];
  });
}
