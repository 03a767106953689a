const AT_ONCE = 16;

/** Runs the works a few at once; results in the order of the works. */
export async function inTurn<T>(works: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const queue = works.entries();
  const worker = async () => {
    for (const [index, work] of queue) results[index] = await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
