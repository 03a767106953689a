/** A guard: more due times than any life has. */
const STEPS_MAXIMUM = 10_000;

export interface SteppedObject {
  nowMs(): number;
  nextDueMs(): number | null;
  /** Moves this object's clock, and the bank's with it. */
  moveTo(nowMs: number): Promise<void>;
  /** Runs what is due, and waits until effects and projections are at rest. */
  settle(): Promise<void>;
}

/**
 * Moves a sandbox clock from due time to due time, so that everything happens in the order in which it would have. What
 * an earlier life of the object left undone belongs to the old time and is done first.
 */
export async function stepThrough(object: SteppedObject, advanceMs: number): Promise<void> {
  const targetMs = object.nowMs() + advanceMs;
  await object.settle();
  for (let step = 0; step < STEPS_MAXIMUM; step += 1) {
    const dueMs = object.nextDueMs();
    const isLast = dueMs === null || dueMs > targetMs;
    await object.moveTo(Math.max(object.nowMs(), isLast ? targetMs : dueMs));
    await object.settle();
    if (isLast) return;
  }
}
