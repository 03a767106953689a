/** What the product measures of its own promise, each as a duration in ms. */
export const METRICS = [
  /** The bound that a page's clock gave for itself, at the end of a look at it. */
  "clock_bound",
  /** How far a page's clock was from the server's stamp when the two were compared last, half a round trip included. */
  "clock_off",
  /** By how much a page's clock left the bound it had given: there should be none. */
  "clock_broken",
  /** How long after its due time a group-buy's alarm rang. */
  "alarm_late",
  /** By how much a join that was refused as late missed the deadline. */
  "refused_late",
  /** How old the oldest event was when a group-buy's log reached the directory. */
  "outbox_lag",
] as const;
export type Metric = (typeof METRICS)[number];

export interface Sample {
  readonly metric: Metric;
  readonly ms: number;
}
