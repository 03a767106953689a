import type { ChoiceEvents } from "./choosing/choice-events.ts";
import type { DraftEvents } from "./drafts/draft-events.ts";
import type { BondEvents } from "./money/bond-events.ts";
import type { MoneyEvents } from "./money/money-events.ts";
import type { OverlayEvents } from "./money/overlay-events.ts";
import type { OfferEvents } from "./offers/offer-events.ts";
import type { OperatingEvents } from "./operating/operating-events.ts";
import type { SeatEvents } from "./seats/seat-events.ts";
import type { TradeEvents } from "./trade/trade-events.ts";

/**
 * Everything that can have happened, each part's beside what decides it. `open` is public and stands in the leaf word
 * for word; `sealed` holds persons, ids of movements and addresses, and stands in the leaf only as a salted hash.
 * Each is final: a change of meaning is a new type or a new form, because old logs are replayed for ever.
 */
export interface Events
  extends
    DraftEvents,
    SeatEvents,
    MoneyEvents,
    OverlayEvents,
    BondEvents,
    OfferEvents,
    ChoiceEvents,
    TradeEvents,
    OperatingEvents {}

export type EventType = keyof Events;

/** An event as core decides it: its type, and what it says. */
export type EventDraft = { [T in EventType]: DraftOf<T> }[EventType];

interface DraftOf<T extends EventType> {
  readonly type: T;
  readonly open: Events[T]["open"];
  readonly sealed: Events[T]["sealed"];
}

/** What the authority adds to a draft when it becomes part of the log. */
export interface EventMeta {
  /** The form of its leaf. */
  readonly v: 1 | 2;
  readonly seq: number;
  /** The authority's clock when the command arrived, or when a due transition was noticed. */
  readonly atMs: number;
  /** When it counts from: the due time of a transition, otherwise the arrival (T5). */
  readonly effectiveAtMs: number;
  /** Per-group pseudonym of whom it concerns; null where it concerns everybody. */
  readonly actor: string | null;
  /** Hex SHA-256 of the canonical command; null for transitions that time caused. */
  readonly commandHash: string | null;
}

/** An event of this type, or of one of these. */
export type Of<T extends EventType> = { [K in T]: DraftOf<K> & EventMeta }[T];

export type GroupBuyEvent = Of<EventType>;

/** An event in its stored form: the leaf's exact bytes, and what only we may read. */
export interface LoggedEvent {
  readonly event: GroupBuyEvent;
  readonly leaf: string;
  readonly sealed: string;
  readonly leafHash: Uint8Array;
}
