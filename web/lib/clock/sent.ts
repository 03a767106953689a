import type { ClientSent } from "../../../worker/contract/client-sent.ts";
import type { ServerTime } from "../../../worker/core/time/server-clock.ts";
import { boundAround } from "./ending.ts";

/**
 * What goes along with a press: the authority's time as this page knew it when it sent, for the receipt (T8). Null where it
 * knew none, or nothing that it could stand for.
 */
export function sentAt(time: ServerTime | null): ClientSent | null {
  if (time === null || time.state === "syncing") return null;
  const at = Math.round(time.likelyMs);
  const bound = boundAround(at, time);
  return Number.isFinite(at) && Number.isFinite(bound) ? { at, bound } : null;
}

/** The same for a form. */
export function sentText(sent: ClientSent | null): string {
  return sent === null ? "" : `at=${sent.at}, bound=${sent.bound}`;
}
