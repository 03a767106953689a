import { z } from "zod";
import type { Evidence } from "../core/group-buy/evidence.ts";

/**
 * When a client says that it sent a command: its own estimate of the authority's time, ms UTC, and how far that may be off,
 * ms. It is written on the receipt and decides nothing (T8).
 */
export const ClientSent = z.strictObject({ at: z.number(), bound: z.number() });
export type ClientSent = z.infer<typeof ClientSent>;

const NUMBER = String.raw`(-?\d{1,15}(?:\.\d{1,9})?)`;
const TEXT = new RegExp(`^ *at=${NUMBER} *, *bound=${NUMBER} *$`);

/** Instants that a date can hold (ECMAScript's time range). */
const INSTANT_MAXIMUM_MS = 8.64e15;
/** Who does not know the time to a day says nothing about a press. */
const BOUND_MAXIMUM_MS = 86_400_000;

/** The same as text, in the header `Client-Sent` and in forms: a dictionary of RFC 9651, `at=1796117400101, bound=14`. Null for any other. */
export function parseClientSent(text: string): ClientSent | null {
  const [, at, bound] = TEXT.exec(text) ?? [];
  return at === undefined || bound === undefined ? null : { at: Number(at), bound: Number(bound) };
}

/**
 * What goes on the receipt, in whole milliseconds that hold what was said. Numbers that no clock shows are passed over
 * without a word, because a clock that is broken must not cost anybody a seat; one that merely lies is taken at its word.
 */
export function clientEvidence(said: ClientSent | null | undefined): Pick<Evidence, "client"> {
  if (!said) return {};
  const sentAtMs = Math.round(said.at);
  const boundMs = Math.ceil(said.bound + Math.abs(said.at - sentAtMs));
  const isUsable = Math.abs(sentAtMs) <= INSTANT_MAXIMUM_MS && boundMs >= 0 && boundMs <= BOUND_MAXIMUM_MS;
  return isUsable ? { client: { sentAtMs, boundMs } } : {};
}
