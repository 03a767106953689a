import type { EventType, Events } from "../events.ts";
import type { Terms } from "../state/terms.ts";
import type { Trace } from "./trace.ts";

/**
 * What every sealed field of every event holds of persons: what its person is shown of it (export), and what is left
 * when they are forgotten. The compiler asks for a line for each field that an event may seal, so that none is forgotten.
 * Erasing keeps the shape: a log whose texts are gone is still played to the same seats, sums and tree.
 */
export type SealedField = { [T in EventType]: KeysOf<Events[T]["sealed"]> }[EventType];

type KeysOf<T> = T extends unknown ? keyof T & string : never;

/** Why something stays when its person is forgotten. */
export const KEPT_BECAUSE = {
  reference: "an id that leads to nobody once the account is gone; log and ledger hang together by it",
  fact: "an amount, number or date that sums and results rest on; it names nobody",
  business: "what a company offered or promised; records of trade are kept for the legal period",
  operator: "what an operator decided and why; operators answer for it",
} as const;

export interface FieldRule {
  /** What the person sees of it: undefined leaves it out. */
  readonly shown: (value: unknown, trace: Trace) => unknown;
  /** What is left of it. */
  readonly forgotten: (value: unknown, context: ForgettingContext) => unknown;
  /** Null: a text or address, which goes. */
  readonly kept: keyof typeof KEPT_BECAUSE | null;
}

export interface ForgettingContext {
  readonly type: EventType;
  /** The terms that everybody has seen stand in the public log too, and stay; earlier drafts of them go. */
  readonly arePublicTerms: boolean;
}

const same = (value: unknown) => value;
const keep = (kept: keyof typeof KEPT_BECAUSE, shown: FieldRule["shown"] = same): FieldRule => ({
  shown,
  forgotten: same,
  kept,
});
const others = () => undefined;

/** A list of ids, or of records that name a person in one of these: only the own ones are shown. */
const ownOnes: FieldRule["shown"] = (value, trace) =>
  Array.isArray(value) ? value.filter((one) => isOwn(one, trace)) : undefined;

function isOwn(one: unknown, { ids, personId }: Trace): boolean {
  const isTheirs = (id: unknown) => typeof id === "string" && (ids.has(id) || id === personId);
  if (typeof one !== "object" || one === null) return isTheirs(one);
  const { memberId, legId, personId: of } = one as { memberId?: unknown; legId?: unknown; personId?: unknown }; // Any record.
  return [memberId, legId, of].some(isTheirs);
}

/** A text is empty afterwards, so that whoever reads the field still finds one. */
export function blank<T extends string | null>(value: T): T | "" {
  return value === null ? value : "";
}

const text: FieldRule = { shown: same, forgotten: (value) => (typeof value === "string" ? "" : value), kept: null };

export function blankTerms(terms: Terms): Terms {
  return { ...terms, title: "", description: "" };
}

const FORGETTABLE_WORDS: ReadonlySet<EventType> = new Set(["dispute_answered", "dispute_ended"]);

export const SEALED_FIELDS: Readonly<Record<SealedField, FieldRule>> = {
  // Who, where and in which words
  founding: {
    shown: same,
    forgotten: (value, { arePublicTerms }) => {
      const founding = value as Events["drafted"]["sealed"]["founding"]; // The one event that seals a founding.
      const terms = arePublicTerms ? founding.terms : blankTerms(founding.terms);
      return { ...founding, terms, initiatorName: "", initiatorCountry: null };
    },
    kept: null,
  },
  terms: {
    shown: same,
    forgotten: (value, { arePublicTerms }) => (arePublicTerms ? value : blankTerms(value as Terms)), // As `draft_changed` seals it.
    kept: null,
  },
  leg: {
    shown: same,
    forgotten: (value) => {
      const leg = value as Events["leg_armed"]["sealed"]["leg"] | null; // What every event seals that opens a leg.
      return leg && { ...leg, instrument: blank(leg.instrument) };
    },
    kept: null,
  },
  instrument: text,
  address: { shown: same, forgotten: () => null, kept: null },
  carrier: text,
  tracking: text,
  proof: text,
  text,
  words: {
    shown: same,
    forgotten: (value, { type }) => (FORGETTABLE_WORDS.has(type) && typeof value === "string" ? "" : value),
    kept: "operator",
  },

  // Ids
  personId: keep("reference"),
  memberId: keep("reference"),
  legId: keep("reference"),
  armedLegId: keep("reference"),
  chargebackId: keep("reference"),
  disputeId: keep("reference"),
  offerId: keep("reference"),
  merchantId: keep("reference"),
  ref: keep("reference"),
  termsHash: keep("reference"),
  operatorId: keep("operator", others),
  personIds: keep("reference", ownOnes),
  memberIds: keep("reference", ownOnes),
  legIds: keep("reference", ownOnes),
  kinIds: keep("reference", others),

  // Lists of several persons: one's own part of them
  dues: keep("fact", ownOnes),
  shares: keep("fact", ownOnes),
  payers: keep("fact", ownOnes),
  keeps: keep("fact", ownOnes),
  filled: keep("fact", ownOnes),
  cut: keep("fact", ownOnes),
  beside: keep("business", others),
  award: keep("business"),
  recalled: keep("business", others),

  // What a company offered
  merchantName: keep("business"),
  body: keep("business"),
  record: keep("business"),

  // Amounts, numbers, dates
  country: keep("fact"),
  buyer: keep("fact"),
  priceCeilingMinor: keep("fact"),
  deliverByMs: keep("fact"),
  payByMs: keep("fact"),
  cuts: keep("fact"),
  step: keep("fact"),
  captureMinor: keep("fact"),
  code: keep("fact"),
  isMoneyHeld: keep("fact"),
  captureBeforeMs: keep("fact"),
  convertAtMs: keep("fact"),
  isDirect: keep("fact"),
  retryAtMs: keep("fact"),
  attempt: keep("fact"),
  totalMinor: keep("fact"),
  isForfeited: keep("fact"),
  shippedAtMs: keep("fact"),
  deliveredAtMs: keep("fact"),
  confirmAtMs: keep("fact"),
  closesAtMs: keep("fact"),
  reason: keep("fact"),
  wantedMinor: keep("fact"),
  offeredMinor: keep("fact"),
  refundMinor: keep("fact"),
  parts: keep("fact"),
  untilMs: keep("fact"),
  sinceMs: keep("fact"),
  bearer: keep("fact"),
  surplusMinor: keep("fact"),
};
