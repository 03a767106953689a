/** When a deployment may close all sockets: not within five minutes before a bell, nor before what it caused is done. */
export const BEFORE_BELL_MS = 5 * 60_000;
export const AFTER_BELL_MS = 60_000;

/** What the catalogue says of the next day. */
export interface Agenda {
  /** Bells, ascending, as ms UTC; those of the last minute are among them. */
  readonly bellsAtMs: readonly number[];
  /** Group-buys in which something is due and has not been done. */
  readonly dueCount: number;
}

/** One statement over the catalogue, of which D1 has the only list of all bells. */
export function agendaQuery(nowMs: number): string {
  const [fromMs, toMs] = [nowMs - AFTER_BELL_MS, nowMs + 86_400_000];
  return (
    `SELECT (SELECT json_group_array(at) FROM (SELECT closes_at_ms AS at FROM group_buys WHERE (state = 'open' OR closes_at_ms <= ${nowMs}) ` +
    `AND closes_at_ms BETWEEN ${fromMs} AND ${toMs} ORDER BY closes_at_ms)) AS bells, ` +
    `(SELECT count(*) FROM group_buys WHERE next_due_at_ms < ${nowMs - 10_000}) AS due`
  );
}

/** The first moment from `nowMs` on that is far enough from every bell. */
export function freeFromMs(nowMs: number, { bellsAtMs }: Agenda): number {
  return bellsAtMs.reduce((atMs, bellMs) => {
    const isNear = bellMs - BEFORE_BELL_MS <= atMs && atMs < bellMs + AFTER_BELL_MS;
    return isNear ? bellMs + AFTER_BELL_MS : atMs;
  }, nowMs);
}

/** Why nothing should be deployed now; null when nothing stands against it. */
export function whyNot(nowMs: number, agenda: Agenda): string | null {
  const freeMs = freeFromMs(nowMs, agenda);
  const next = agenda.bellsAtMs.find((bellMs) => bellMs + AFTER_BELL_MS > nowMs);
  if (freeMs > nowMs && next !== undefined) {
    return `A bell rings at ${instant(next)}. It is quiet again from ${instant(freeMs)} on.`;
  }
  return agenda.dueCount > 0 ? `${agenda.dueCount} group-buys have something due that is not done yet.` : null;
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString();
}
