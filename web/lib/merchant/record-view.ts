import type { MerchantRecord } from "../../../worker/contract/merchant-record.ts";

export interface RecordPart {
  readonly what: "settled" | "breached" | "declined" | "new";
  readonly count: number;
}

/** What there is to say of a record: nothing that is zero, but that somebody is new is said. */
export function recordParts(record: MerchantRecord): readonly RecordPart[] {
  const parts = WHAT.map((what) => ({ what, count: record[what] })).filter(({ count }) => count > 0);
  return parts.length > 0 ? parts : [{ what: "new", count: 0 }];
}

const WHAT = ["settled", "breached", "declined"] as const;
