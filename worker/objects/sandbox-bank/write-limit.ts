/** So many writes a second, and twice as many at once: what the bank says of itself in `writesPerSecond`. In memory. */
export class WriteLimit {
  readonly #perSecond: number;
  readonly #nowMs: () => number;
  #tokens: number;
  #filledAtMs: number;

  constructor(perSecond: number, nowMs: () => number) {
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
    this.#tokens = 2 * perSecond;
    this.#filledAtMs = nowMs();
  }

  /** Uses up one write. Null: go on; otherwise after how many milliseconds to come back. */
  take(): number | null {
    const nowMs = this.#nowMs();
    const gained = (Math.max(0, nowMs - this.#filledAtMs) * this.#perSecond) / 1_000;
    this.#tokens = Math.min(2 * this.#perSecond, this.#tokens + gained);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) * 1_000) / this.#perSecond);
    this.#tokens -= 1;
    return null;
  }
}
