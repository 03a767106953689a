import type { EventMeta, EventType, GroupBuyEvent } from "./events.ts";

/**
 * How much of a log this code understands. A release that adds an event, or gives an old one a part that must not be
 * overlooked, raises it by one and says below since when; whoever is rolled back behind such an event knows by the level
 * beside the log that they would judge from half of it, and does not act (ADR 0031).
 */
export const LOG_LEVEL = 2;

/** Events that came after the first release, with the level that they need. */
const SINCE: Partial<Record<EventType, number>> = {};

/** The same of the forms of leaves. */
const FORM_SINCE: Readonly<Record<EventMeta["v"], number>> = { 1: 1, 2: 2 };

/** What a reader of these events must understand. */
export function levelOf(events: readonly Pick<GroupBuyEvent, "type" | "v">[], since = SINCE): number {
  return events.reduce((level, { type, v }) => Math.max(level, since[type] ?? 1, FORM_SINCE[v]), 1);
}
