import type { MerchantRecord as RecordResource } from "../../contract/merchant-record.ts";
import type { Deeds } from "../../core/group-buy/offers/record.ts";
import type { MerchantRecord } from "../../core/group-buy/state/offer.ts";
import { formatInstant } from "../../core/time/instant.ts";

/** The sum of a merchant's deeds, over every group-buy whose deliveries have come in. */
export type DeedsInAll = Omit<Deeds, "merchantId">;

export interface MerchantRecords {
  of(merchantId: string): Promise<DeedsInAll>;
}

export const NO_DEEDS: DeedsInAll = { settled: 0, units: 0, declined: 0, breached: 0, disputesLost: 0 };

/** What an offer states of them when it is made. */
export function recordOf({ settled, breached, declined }: DeedsInAll, sinceMs: number): MerchantRecord {
  return { settled, breached, declined, sinceMs };
}

/** What is public of them, as it stands. */
export function presentDeeds({ settled, breached, declined }: DeedsInAll, sinceMs: number): RecordResource {
  return { settled, breached, declined, since: formatInstant(sinceMs) };
}

/** Absent where an offer was made before records were kept. */
export function presentRecord(record: MerchantRecord | undefined): { record?: RecordResource } {
  if (!record) return {};
  const { sinceMs, ...counts } = record;
  return { record: { ...counts, since: formatInstant(sinceMs) } };
}
