/** So many are asked at once; the next one when one of them has answered. */
const AT_ONCE = 6;

/** Asks about each, a few at a time. The answers stand in the order of the questions. */
export async function inTurns<T, A>(all: readonly T[], ask: (one: T) => Promise<A>): Promise<A[]> {
  const answers = new Map<number, A>();
  const waiting = all.entries();
  const lane = async () => {
    for (const [index, one] of waiting) answers.set(index, await ask(one));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return [...answers].sort(([a], [b]) => a - b).map(([, answer]) => answer);
}
