/** An alarm may be late, or never ring (T5): one that should have rung so long ago is no reason not to set another. */
const OVERDUE_AFTER_MS = 1_000;
/** So long after an alarm that came too early the next one comes at the soonest, by the clock that rang it. */
const EARLY_AGAIN_MS = 1_000;

/**
 * The platform's one alarm of this object. It is set only when it would ring too late, because each setting is a row
 * written (platform 1); one that rings too early finds nothing to do. What it stands at is what this life has set, and it
 * is set without asking first: in the turn of the commit it reaches the disk with the commit, a moment later it might not
 * at all, and nobody would ever wake an object that has something to deliver.
 */
export class WakeUp {
  readonly #storage: Pick<DurableObjectStorage, "setAlarm">;
  #atMs: number | null = null;
  #notBeforeMs = 0;

  constructor(storage: Pick<DurableObjectStorage, "setAlarm">) {
    this.#storage = storage;
  }

  /**
   * The alarm is ringing: until it is set again there is none. One that rings before its time by our clock would, set to
   * what is due, ring at once again and again until our clock has caught up. The platform need not say when its time was.
   */
  rings(info: { readonly scheduledTime?: number } | undefined, nowMs: number): void {
    this.#atMs = null;
    const timeMs = info?.scheduledTime ?? 0;
    this.#notBeforeMs = timeMs > nowMs ? timeMs + EARLY_AGAIN_MS : 0;
  }

  /**
   * Sees to it that the object is awake at `neededMs`, or before; both by the platform's clock. It is the first of all that
   * waits: it takes the place of whatever an earlier life has set.
   */
  async by(neededMs: number, nowMs: number): Promise<void> {
    const atMs = Math.max(neededMs, this.#notBeforeMs);
    const standsAtMs = this.#atMs !== null && this.#atMs > nowMs - OVERDUE_AFTER_MS ? this.#atMs : null;
    if (standsAtMs !== null && standsAtMs <= atMs) return;
    this.#atMs = atMs;
    await this.#storage.setAlarm(atMs);
  }
}
