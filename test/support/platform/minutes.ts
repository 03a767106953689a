import type { ProviderEvents } from "../../../worker/app/provider-events/provider-events.ts";
import type { Happening, Scheduler } from "./scheduler.ts";
import type { Sqlite } from "./sqlite.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A sweep that finds nothing did not reach the provider, or there was nothing more to find. */
const SWEEPS_MAXIMUM = 24;

export interface Jobs {
  /** The watchdog. */
  watch(): Promise<void>;
  events(): ProviderEvents;
}

/** The cron of the product comes every minute; only those in which it finds something are worth walking. */
export class Minutes {
  readonly #scheduler: Scheduler;
  readonly #catalogue: Sqlite;
  readonly #jobs: Jobs;
  #next: Happening | null = null;
  #sweepMs: number | null = null;
  #sweepsLeft = 0;

  constructor(scheduler: Scheduler, catalogue: Sqlite, jobs: Jobs) {
    this.#scheduler = scheduler;
    this.#catalogue = catalogue;
    this.#jobs = jobs;
  }

  /** Something is otherwise at the provider: within the hour its changes are read, whether or not it says so itself. */
  changed(): void {
    this.#sweepMs ??= this.#scheduler.nowMs + HOUR_MS;
    this.#sweepsLeft = SWEEPS_MAXIMUM;
    this.plan();
  }

  plan(): void {
    const [row] = this.#catalogue.rows(
      `SELECT (SELECT MIN(next_due_at_ms) FROM group_buys) AS wakeMs, (SELECT MIN(at_ms) FROM looks) AS lookAfterMs,
        (SELECT MIN(next_try_ms) FROM provider_events WHERE applied_ms IS NULL) AS lookMs`,
      [],
    );
    if (this.#next) this.#scheduler.callOff(this.#next);
    this.#next = null;
    const times = [row?.wakeMs, row?.lookAfterMs, row?.lookMs, this.#sweepMs].filter((ms) => typeof ms === "number");
    if (times.length === 0) return;
    const { nowMs } = this.#scheduler;
    const atMs = Math.ceil(Math.max(Math.min(...times), nowMs + 1) / MINUTE_MS) * MINUTE_MS;
    this.#next = this.#scheduler.put(atMs - nowMs, () => void this.#round(), true);
  }

  async #round(): Promise<void> {
    this.#next = null;
    const events = this.#jobs.events();
    await Promise.all([this.#jobs.watch(), events.resume().catch(() => undefined), this.#sweep(events)]);
    this.plan();
  }

  async #sweep(events: ProviderEvents): Promise<void> {
    const { nowMs } = this.#scheduler;
    if (this.#sweepMs === null || this.#sweepMs > nowMs) return;
    this.#sweepMs = null;
    this.#sweepsLeft -= 1;
    const found = await events.sweep().catch(() => 0);
    if ((found ?? 0) > 0 || this.#sweepsLeft <= 0) return;
    this.#sweepMs ??= nowMs + (found === null ? 10 * MINUTE_MS : HOUR_MS);
  }
}
