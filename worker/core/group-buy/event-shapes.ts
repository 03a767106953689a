/** What events of several parts say in the same words. */

export type Nothing = Readonly<Record<never, never>>;

export interface OfMember {
  readonly memberId: string;
}

/** Which deal it is about, where several merchants share it and it is not the first (ADR 0022). */
export interface OfDeal {
  readonly offerId?: string;
}

/** Operators act for the site; who of them it was is kept, and not public. */
export interface ByOperator {
  readonly operatorId: string;
}

export interface OfLeg {
  readonly legId: string;
}

export interface Amount {
  readonly amount: number;
  readonly currency: string;
}
