/** The test cards of the embedded provider (docs: wire, sandbox). */
export interface Instrument {
  /** Which purposes it declines. */
  readonly declines: readonly ("deposit" | "balance")[];
  /** The buyer must confirm before anything is held. */
  readonly needsAction: boolean;
  /** How answers travel. `slow` delays only the opening; `lost` answers no writing call at all. */
  readonly delivery: "prompt" | "slow" | "lost";
  /** The issuer lets the hold go this long after it began, whatever it promised; null: it keeps its promise. */
  readonly lapsesAfterMs: number | null;
  /** Refunds are accepted as pending and turn out to have failed. */
  readonly refundsFail: boolean;
}

const HOUR_MS = 3_600_000;
const good: Instrument = {
  declines: [],
  needsAction: false,
  delivery: "prompt",
  lapsesAfterMs: null,
  refundsFail: false,
};

const INSTRUMENTS: ReadonlyMap<string, Instrument> = new Map([
  ["sandbox:ok", good],
  ["sandbox:decline", { ...good, declines: ["deposit", "balance"] }],
  ["sandbox:decline-balance", { ...good, declines: ["balance"] }],
  ["sandbox:action", { ...good, needsAction: true }],
  ["sandbox:slow", { ...good, delivery: "slow" }],
  ["sandbox:lost", { ...good, delivery: "lost" }],
  ["sandbox:lapse", { ...good, lapsesAfterMs: HOUR_MS }],
  ["sandbox:refund-fails", { ...good, refundsFail: true }],
]);

/** How long `sandbox:slow` takes to answer. */
export const SLOW_ANSWER_MS = 5_000;

export function findInstrument(name: string): Instrument | null {
  return INSTRUMENTS.get(name) ?? null;
}
