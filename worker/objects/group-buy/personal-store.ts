import type { LoggedEvent } from "../../core/group-buy/events.ts";
import { unseal } from "../../core/group-buy/log-entry.ts";
import type { Notice } from "../../core/group-buy/notice-facts.ts";
import { forgottenPart, termsSeqOf } from "../../core/group-buy/personal/forget.ts";
import type { Trace } from "../../core/group-buy/personal/trace.ts";
import type { GroupBuy } from "../../core/group-buy/state/state.ts";

/**
 * Takes a person out of the rows of a group-buy (PD2). Inside the caller's transaction, before the state is changed. The
 * leaves are not touched: the trigger on events lets nothing through but a sealed part that is marked as erased.
 */
export function forgetInRows(sql: SqlStorage, groupBuy: GroupBuy, trace: Trace): void {
  const log = eventsIn(sql);
  const termsSeq = termsSeqOf(log.map(({ event }) => event));
  for (const entry of log) {
    const sealed = forgottenPart(groupBuy, trace, entry, termsSeq);
    if (sealed !== null) sql.exec("UPDATE events SET sealed = ? WHERE seq = ?", sealed, entry.event.seq);
  }
  // Answers that are kept for repeats show seats, payments and names as they stood. Whoever repeats is judged anew.
  for (const part of [...trace.ids, ...(trace.isInitiator ? trace.pseudonyms : [])]) {
    sql.exec("DELETE FROM commands WHERE instr(reply, ?) > 0", JSON.stringify(part));
  }
  for (const { seq, n, body } of sql.exec<{ seq: number; n: number; body: string }>(
    "SELECT seq, n, body FROM notices WHERE instr(body, ?) > 0",
    JSON.stringify(trace.personId),
  )) {
    const others = (JSON.parse(body) as Notice[]).filter(({ personId }) => personId !== trace.personId); // Written by `append`.
    sql.exec("UPDATE notices SET body = ? WHERE seq = ? AND n = ?", JSON.stringify(others), seq, n);
  }
}

/** The whole log, as it is stored. */
export function eventsIn(sql: SqlStorage): LoggedEvent[] {
  return sql
    .exec<{ leaf: string; sealed: string }>("SELECT leaf, sealed FROM events ORDER BY seq")
    .toArray()
    .map(unseal);
}
