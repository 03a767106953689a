import recorded from "./examples.json" with { type: "json" };

/** One request as it was sent and its answer as it came, by call. Recorded: see test/unit/api-examples.test.ts. */
export const EXAMPLES: Readonly<Record<string, { readonly request?: unknown; readonly answer?: unknown }>> = recorded;
