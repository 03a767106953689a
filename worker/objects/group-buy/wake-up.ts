/** An alarm may be late, or never ring (T5): one that should have rung so long ago is no reason not to set another. */
const OVERDUE_AFTER_MS = 1_000;

/**
 * The platform's one alarm of this object. It is set only when it would ring too late, because each setting is a row
 * written (platform 1); one that rings too early finds nothing to do. What it stands at is what this life has set, and it
 * is set without asking first: in the turn of the commit it reaches the disk with the commit, a moment later it might not
 * at all, and nobody would ever wake an object that has something to deliver.
 */
export class WakeUp {
  readonly #storage: Pick<DurableObjectStorage, "setAlarm">;
  #atMs: number | null = null;

  constructor(storage: Pick<DurableObjectStorage, "setAlarm">) {
    this.#storage = storage;
  }

  /** The alarm is ringing: until it is set again there is none. */
  rings(): void {
    this.#atMs = null;
  }

  /**
   * Sees to it that the object is awake at `atMs`, or before; both by the platform's clock. `atMs` is the first of all that
   * waits: it takes the place of whatever an earlier life has set.
   */
  async by(atMs: number, nowMs: number): Promise<void> {
    const standsAtMs = this.#atMs !== null && this.#atMs > nowMs - OVERDUE_AFTER_MS ? this.#atMs : null;
    if (standsAtMs !== null && standsAtMs <= atMs) return;
    this.#atMs = atMs;
    await this.#storage.setAlarm(atMs);
  }
}
