/** An object that looks after itself by an alarm, which may be late or never ring (T5). */
export interface Watched {
  readonly kind: "group-buy" | "merchant";
  readonly id: string;
}

/** What an object says when it has been woken. */
export interface Woken {
  /** When something is due there next, ms UTC by the platform's clock; null: nothing by itself. */
  readonly nextDueAtMs: number | null;
}

/** Which objects should have woken by themselves (ADR 0042). */
export interface Watch {
  /** By `nowMs`; longest overdue first. */
  overdue(nowMs: number, limit: number): Promise<readonly Watched[]>;
  /** Those of `overdue(nowMs)` that were woken, and what they said. What has been written of one meanwhile stands. */
  woken(woken: readonly (Watched & Woken)[], nowMs: number): Promise<void>;
}
