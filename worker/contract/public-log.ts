import { z } from "zod";

/** A public log at one size, signed: nothing before it can change any more without contradicting it. */
export const LogHead = z.object({
  origin: z.string(), // which log: `<host>/gb/<id>`
  treeSize: z.int(),
  treeRoot: z.string(), // hex SHA-256 (RFC 9162)
  checkpoint: z.string(), // the signed note over the three (c2sp.org/tlog-checkpoint)
});
export type LogHead = z.infer<typeof LogHead>;

/** Shows that the log only grew since it had `fromSize` entries (RFC 9162, section 2.1.4). Hashes in hex. */
export const ConsistencyProof = z.object({
  fromSize: z.int(),
  fromRoot: z.string(),
  proof: z.array(z.string()),
  head: LogHead,
});
export type ConsistencyProof = z.infer<typeof ConsistencyProof>;

/** One entry, its way up and the signed head that it leads to, in one file (c2sp.org/tlog-proof). */
export const LogProof = z.object({ proof: z.string() });
export type LogProof = z.infer<typeof LogProof>;
