import recorded from "./examples.json" with { type: "json" };

export interface CallExample {
  readonly request?: unknown;
  readonly answer?: unknown;
  /** By slug: problems as they came that say more than their slug does, such as a receipt. */
  readonly refusals?: Readonly<Record<string, unknown>>;
}

/** One request as it was sent and its answer as it came, by call. Recorded: see test/unit/api-examples.test.ts. */
export const EXAMPLES: Readonly<Record<string, CallExample>> = recorded;
