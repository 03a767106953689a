/**
 * The platform's one alarm of this object. It is set only when it would ring too late, because each setting is a row
 * written (platform 1); one that rings too early finds nothing to do. What it stands at is read once and then known.
 */
export class WakeUp {
  readonly #storage: Pick<DurableObjectStorage, "getAlarm" | "setAlarm">;
  #atMs: number | null = null;
  #read: Promise<void> | null = null;

  constructor(storage: Pick<DurableObjectStorage, "getAlarm" | "setAlarm">) {
    this.#storage = storage;
  }

  /** The alarm is ringing: until it is set again there is none. */
  rings(): void {
    this.#atMs = null;
    this.#read = Promise.resolve();
  }

  /** Sees to it that the object is awake at `atMs` of the platform's clock, or before. */
  async by(atMs: number): Promise<void> {
    await (this.#read ??= this.#storage.getAlarm().then((ms) => {
      this.#atMs = ms;
    }));
    if (this.#atMs !== null && this.#atMs <= atMs) return;
    this.#atMs = atMs;
    await this.#storage.setAlarm(atMs);
  }
}
