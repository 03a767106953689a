import { canonicalJson } from "../../log/canonical.ts";
import type { GroupBuyEvent, LoggedEvent } from "../events.ts";
import type { Dispute } from "../state/member.ts";
import { isPublished, type GroupBuy } from "../state/state.ts";
import { blank, blankTerms, SEALED_FIELDS, type ForgettingContext } from "./sealed-fields.ts";
import { isOf, traceOf, type Trace } from "./trace.ts";

/**
 * PD2: a person is forgotten in one group-buy. Leaves, their hashes, receipts, sums and pseudonyms stay as they are; what
 * was sealed under a leaf loses its texts and its salt, so that nobody can ever prove a guess against the leaf's hash.
 */

/** What takes the place of a sealed part: no salt, so it commits to nothing, and marked, so nobody takes it for the first. */
export interface ForgottenPart {
  readonly erased: true;
  readonly sealed: unknown;
}

/** The sealed part of an entry without this person, or null where it holds nothing of theirs that goes. */
export function forgottenPart(groupBuy: GroupBuy, trace: Trace, entry: LoggedEvent, termsSeq: number): string | null {
  const { event } = entry;
  if (!isOf(trace, event)) return null;
  const context = { type: event.type, arePublicTerms: isPublished(groupBuy) && event.seq === termsSeq };
  const part: ForgottenPart = { erased: true, sealed: withoutPerson(event.sealed, context) };
  return canonicalJson(part);
}

function withoutPerson(sealed: GroupBuyEvent["sealed"], context: ForgettingContext): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(sealed).map(([field, value]) => [field, ruleOf(field).forgotten(value, context)]),
  );
}

function ruleOf(field: string) {
  return SEALED_FIELDS[field as keyof typeof SEALED_FIELDS]; // The table has every field that an event may seal.
}

/** The state as the log tells it afterwards: the same, without what names the person. Says by `touched` what changed. */
export function forgetIn(groupBuy: GroupBuy, personId: string): void {
  const trace = traceOf(groupBuy, personId);
  if (trace.isInitiator) {
    groupBuy.initiatorName = "";
    groupBuy.initiatorCountry = null;
    if (!isPublished(groupBuy)) groupBuy.terms = blankTerms(groupBuy.terms);
  }
  for (const member of trace.members) {
    member.address = null;
    member.carrier = blank(member.carrier);
    member.tracking = blank(member.tracking);
    member.deliveryProof = blank(member.deliveryProof);
    member.dispute = member.dispute && withoutWords(member.dispute);
    groupBuy.touched.members.add(member.id);
  }
  for (const leg of trace.legs) {
    leg.instrument = blank(leg.instrument);
    groupBuy.touched.legs.add(leg.id);
  }
}

function withoutWords(dispute: Dispute): Dispute {
  const { outcome } = dispute;
  return {
    ...dispute,
    text: "",
    answer: blank(dispute.answer),
    outcome: outcome && { ...outcome, words: blank(outcome.words) },
  };
}

/** Where the terms stand that were published: the last of a draft and its changes. */
export function termsSeqOf(log: Iterable<Pick<GroupBuyEvent, "type" | "seq">>): number {
  let termsSeq = 0;
  for (const { type, seq } of log) if (type === "drafted" || type === "draft_changed") termsSeq = seq;
  return termsSeq;
}
