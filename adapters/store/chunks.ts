/** Rows or ids that go into one statement: well under the number of parameters that a store takes. */
const AT_ONCE = 500;

export function chunks<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / AT_ONCE);
  return Array.from({ length: count }, (_, index) => all.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}
