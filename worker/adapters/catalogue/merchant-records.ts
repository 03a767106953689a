import type { DeedsInAll, MerchantRecords } from "../../app/merchants/records.ts";

/** Sums over what the group-buys have told so far. Somebody without any deeds has done nothing, good or bad. */
export function createD1MerchantRecords(catalogue: D1Database): MerchantRecords {
  return {
    async of(merchantId) {
      const row = await catalogue.prepare(DEEDS).bind(merchantId).first<DeedsInAll>();
      if (row === null) throw new Error("A sum has a row.");
      return row;
    },
  };
}

const DEEDS = `
  SELECT coalesce(sum(settled), 0) AS settled, coalesce(sum(units), 0) AS units, coalesce(sum(declined), 0) AS declined,
    coalesce(sum(breached), 0) AS breached, coalesce(sum(disputes_lost), 0) AS disputesLost
  FROM merchant_deeds WHERE merchant_id = ?1`;
