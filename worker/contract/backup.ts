import { z } from "zod";

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.int().nonnegative();

/**
 * One group-buy as one document (ADR 0032). Lists of lists, because a body may name 200 keys and a log has more entries.
 * It holds what is sealed: whoever keeps it keeps personal data.
 */
export const GroupBuyBackupDocument = z.strictObject({
  format: z.string(), // onebell.group-buy
  version: z.int(), // 1
  id: z.string(),
  madeAt: z.string(),
  logLevel: z.int(),
  head: z.strictObject({ size: Count, root: Hex32 }),
  entries: z.array(z.tuple([z.string(), z.string()])), // [leaf, sealed]
  books: Hex32,
  notices: z.array(z.tuple([Count, Count, z.string()])), // [event, part, JSON]
  answers: z.array(z.tuple([z.string(), z.string(), z.string()])), // [command, fingerprint, JSON]
  clock: z.strictObject({ lastStampMs: Count, aheadMs: z.int() }),
  toldFromSeq: Count,
  signature: z.string(), // JWS over the SHA-256 of all of it
});
export type GroupBuyBackupDocument = z.infer<typeof GroupBuyBackupDocument>;

/** What an empty object has come to. */
export const RestoredGroupBuy = z.object({ id: z.string(), size: z.int(), root: z.string() });
export type RestoredGroupBuy = z.infer<typeof RestoredGroupBuy>;
