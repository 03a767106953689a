import { z } from "zod";
import { Receipt } from "./group-buy.ts";

/** A public log at one size, signed: nothing before it can change any more without contradicting it. */
export const LogHead = z.object({
  origin: z.string(), // which log: `<host>/gb/<id>`
  treeSize: z.int(),
  treeRoot: z.string(), // hex SHA-256 (RFC 9162)
  checkpoint: z.string(), // the signed note over the three (c2sp.org/tlog-checkpoint)
});
export type LogHead = z.infer<typeof LogHead>;

/**
 * Shows that the log only grew from its first `fromSize` entries to its first `toSize` (RFC 9162, section 2.1.4): those of
 * its head, or as many as were asked for. Hashes in hex.
 */
export const ConsistencyProof = z.object({
  fromSize: z.int(),
  fromRoot: z.string(),
  toSize: z.int(),
  toRoot: z.string(),
  proof: z.array(z.string()),
  head: LogHead,
});
export type ConsistencyProof = z.infer<typeof ConsistencyProof>;

/** One entry, its way up and the signed head that it leads to, in one file (c2sp.org/tlog-proof). */
export const LogProof = z.object({ proof: z.string() });
export type LogProof = z.infer<typeof LogProof>;

/** The count of a group-buy with its receipt and its proof (docs/verify.md). */
export const CertificateFile = z.object({
  format: z.literal("onebell-certificate"),
  version: z.literal(1),
  groupBuyId: z.string(),
  receipt: Receipt, // of the entry of type `closed`
  proof: z.string(), // the text of a .tlog-proof file, up to the signed head
});
export type CertificateFile = z.infer<typeof CertificateFile>;
