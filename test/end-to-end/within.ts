/** Fails by name when `promise` takes longer; the time is a promise of the bot, or the patience of a test. */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let deadline: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    deadline = setTimeout(() => reject(new Error(`${what}: not within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(deadline));
}
