/** The instruments of the embedded provider (wire.md). In `live` there are none of them. */
export const TEST_INSTRUMENTS = [
  "sandbox:ok",
  "sandbox:action",
  "sandbox:decline",
  "sandbox:slow",
  "sandbox:lost",
  "sandbox:lapse",
  "sandbox:refund-fails",
  "sandbox:decline-balance",
] as const;
export type TestInstrument = (typeof TEST_INSTRUMENTS)[number];

/** "sandbox:refund-fails" as the end of a message key. */
export function instrumentKey(instrument: TestInstrument): InstrumentKey {
  // The catalogue's test proves that every key exists.
  return `join.instrument_${instrument.slice("sandbox:".length).replaceAll("-", "_")}` as InstrumentKey;
}

type InstrumentKey =
  | "join.instrument_ok"
  | "join.instrument_action"
  | "join.instrument_decline"
  | "join.instrument_slow"
  | "join.instrument_lost"
  | "join.instrument_lapse"
  | "join.instrument_refund_fails"
  | "join.instrument_decline_balance";
