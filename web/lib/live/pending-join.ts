import type { JoinInput } from "../../../worker/contract/group-buy.ts";

/** A join that was pressed and not yet answered. It is written down before it is sent, so that a reload cannot double it. */
export interface PendingJoin {
  readonly commandId: string;
  readonly body: JoinInput;
}

const KEY = "onebell:join:";

/** The first letters of the number of a press, for people to read aloud. */
export function shortNumber(commandId: string): string {
  return `${commandId.slice(0, 4)}-${commandId.slice(4, 6)}`.toUpperCase();
}

export function keepPending(groupBuyId: string, pending: PendingJoin): void {
  try {
    sessionStorage.setItem(KEY + groupBuyId, JSON.stringify(pending));
  } catch {
    // Storage may be forbidden; the command id still protects while the page lives.
  }
}

export function readPending(groupBuyId: string): PendingJoin | null {
  try {
    const text = sessionStorage.getItem(KEY + groupBuyId);
    return text === null ? null : (JSON.parse(text) as PendingJoin); // written by keepPending only
  } catch {
    return null;
  }
}

export function forgetPending(groupBuyId: string): void {
  try {
    sessionStorage.removeItem(KEY + groupBuyId);
  } catch {
    // Nothing was kept.
  }
}
