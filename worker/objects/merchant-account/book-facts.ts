/** What the bookkeeping needs to know of its surroundings. */
export interface BookFacts {
  readonly nowMs: number;
  readonly providerId: string;
  readonly maxHeldMs: number;
}
