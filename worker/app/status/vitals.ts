import type { IndexStanding } from "../search/standing.ts";

/** A job of the minute: when it last began and ended, and what stopped it. */
export interface JobRun {
  readonly name: string;
  readonly startedAtMs: number;
  readonly finishedAtMs: number | null;
  readonly error: string | null;
}

/** What a deployment can be asked about itself. Each throws when the part it asks cannot be reached. */
export interface Vitals {
  /** How long one read of the catalogue and of the search index takes, in ms of the Worker's clock. */
  catalogueMs(): Promise<number>;
  searchMs(): Promise<number>;
  /** Names of the migrations that the databases lack; empty: the schema is the one this code was written for. */
  missingMigrations(): Promise<readonly string[]>;
  /** As of when the search index has everything, and how many group-buys have not come into it since before a moment. */
  index(stuckBeforeMs: number): Promise<IndexStanding & { readonly stuck: number }>;
  jobs(): Promise<readonly JobRun[]>;
  /** Group-buys whose due time passed before this and that nobody has woken. */
  overdue(beforeMs: number): Promise<number>;
  /** When the oldest message that still waits became due; null: none waits. */
  oldestWaitingMessageMs(nowMs: number): Promise<number | null>;
  /**
   * When the oldest mail was handed over that the queue has not looked at, or that could not leave while none did. One
   * that fails among many that leave is its own affair. Null: there is none.
   */
  oldestStuckMailMs(): Promise<number | null>;
}

/** Where jobs say that they ran. */
export interface JobRecords {
  started(name: string, nowMs: number): Promise<void>;
  finished(name: string, nowMs: number, error: string | null): Promise<void>;
}
