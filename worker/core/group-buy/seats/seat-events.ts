import type { OfLeg, OfMember } from "../event-shapes.ts";
import type { LegOpening } from "../money/money-events.ts";
import type { Flexibility } from "../state/member.ts";
import type { RefusalCode } from "../state/refusal.ts";

/** Why a member left around an award: what did not fit, or what they answered when they were asked. */
export type LeavingWhy =
  "ceiling" | "delivery" | "country" | "capacity" | "packs" | "declined" | "silence" | "proposal";

/** What can happen to a seat until its goods are awarded. */
export interface SeatEvents {
  joined: {
    readonly open: {
      readonly as: "held" | "waitlisted" | "active";
      readonly qty: number;
      readonly amount: number;
      readonly currency: string;
      readonly flexible?: Flexibility;
    };
    readonly sealed: {
      readonly memberId: string;
      readonly personId: string;
      readonly country: string;
      /** Left out by consumers. */
      readonly buyer?: "business";
      readonly priceCeilingMinor: number | null;
      readonly deliverByMs: number | null;
      readonly payByMs: number | null;
      readonly leg: LegOpening | null;
      readonly armedLegId: string | null;
    };
  };
  join_refused: {
    readonly open: { readonly code: RefusalCode; readonly qty: number; readonly marginMs: number };
    readonly sealed: { readonly personId: string };
  };
  promoted: {
    readonly open: { readonly qty: number };
    readonly sealed: { readonly memberId: string; readonly payByMs: number; readonly leg: LegOpening };
  };
  promoted_armed: {
    readonly open: { readonly qty: number };
    readonly sealed: OfMember & OfLeg & { readonly payByMs: number | null };
  };
  part_added: {
    readonly open: { readonly qty: number; readonly amount: number; readonly currency: string };
    readonly sealed: OfMember & { readonly payByMs: number; readonly leg: LegOpening };
  };
  part_ended: {
    readonly open: { readonly qty: number; readonly why: "unpaid" | "withdrawn" | "deposit" | "capacity" | "packs" };
    readonly sealed: OfMember & OfLeg;
  };
  lowered: {
    readonly open: { readonly qty: number };
    /** From which places the units went, the last that came first. */
    readonly sealed: OfMember & {
      readonly cuts: readonly { readonly legId: string | null; readonly quantity: number }[];
    };
  };
  change_refused: {
    readonly open: { readonly code: RefusalCode; readonly qty: number; readonly marginMs: number };
    readonly sealed: { readonly personId: string };
  };
  /** How far a member would go for whole packs, said anew; null: exactly so many (A4). */
  flexed: {
    readonly open: { readonly flexible: Flexibility | null };
    readonly sealed: OfMember;
  };
  seat_expired: {
    readonly open: { readonly qty: number };
    readonly sealed: OfMember;
  };
  withdrawn: {
    readonly open: { readonly qty: number };
    readonly sealed: OfMember;
  };
  opted_out: {
    readonly open: { readonly qty: number; readonly why: LeavingWhy };
    readonly sealed: OfMember;
  };
  packed: {
    /** How much is bought in whole packs, and how many pieces were filled in and cut for it. */
    readonly open: { readonly qty: number; readonly filled: number; readonly cut: number };
    readonly sealed: {
      readonly filled: readonly { readonly memberId: string; readonly quantity: number }[];
      readonly cut: readonly {
        readonly memberId: string;
        /** From which places, the last that came first, as in `lowered`. */
        readonly cuts: readonly { readonly legId: string | null; readonly quantity: number }[];
      }[];
    };
  };
}
