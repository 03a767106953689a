import { z } from "zod";
import { METRICS } from "../core/measure/metrics.ts";
import { Timestamp } from "./shared.ts";

const Ms = z.number().min(0);

/** How one promise was kept over a span of time. Quantiles are upper edges: at most a tenth above what was measured. */
export const Measured = z.object({
  metric: z.enum(METRICS),
  count: z.int(),
  p50Ms: Ms.nullable(), // null: nothing was measured
  p95Ms: Ms.nullable(),
  p99Ms: Ms.nullable(),
  maximumMs: Ms.nullable(),
});
export type Measured = z.infer<typeof Measured>;

export const CHECKS = ["catalogue", "search", "schema", "jobs", "overdue", "messages", "index"] as const;
export type CheckName = (typeof CHECKS)[number];

/** `slow`: it works, later than promised. `down`: it does not. */
export const CHECK_STATES = ["good", "slow", "down"] as const;
export type CheckState = (typeof CHECK_STATES)[number];

export const Check = z.object({
  name: z.enum(CHECKS),
  state: z.enum(CHECK_STATES),
});
export type Check = z.infer<typeof Check>;

/** For everybody: whether it works now, and how the promise was kept of late. */
export const Status = z.object({
  at: Timestamp,
  state: z.enum(CHECK_STATES), // the worst of the checks
  checks: z.array(Check),
  lastHour: z.array(Measured),
  lastDay: z.array(Measured),
});
export type Status = z.infer<typeof Status>;

/** For operators: what each check found, and the sums of the books. */
export const Health = z.object({
  at: Timestamp,
  mode: z.string(),
  version: z.string().nullable(), // of the deployment, as the platform names it
  state: z.enum(CHECK_STATES),
  checks: z.array(Check.extend({ found: z.string() })),
  lastHour: z.array(Measured),
  lastDay: z.array(Measured),
  ledger: z.array(z.object({ currency: z.string(), sum: z.int(), accountsOff: z.int() })), // both must be 0
});
export type Health = z.infer<typeof Health>;

/** What a page's clock did while it was looked at; it names no person and no group-buy. */
export const ClockReport = z.strictObject({
  exchanges: z.int().min(1).max(100_000),
  // Microseconds: a request holds whole numbers only.
  boundUs: z.int().min(0).max(60_000_000),
  offUs: z.int().min(0).max(60_000_000), // at the quickest answer of the visit
  brokenUs: z.int().min(0).max(60_000_000), // 0: every stamp lay within the bound
});
export type ClockReport = z.infer<typeof ClockReport>;
