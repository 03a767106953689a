import { z } from "zod";
import { LEDGER_FILE_FORMAT, LEDGER_FILE_VERSION } from "../core/ledger/ledger-file.ts";
import { Timestamp } from "./shared.ts";

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Text = z.string().min(1).max(200);

/** A journal as it was posted; amounts are minor units, + is debit. */
export const LedgerFileJournal = z.strictObject({
  id: Text,
  kind: Text,
  refId: Text,
  currency: Text,
  at: Timestamp,
  entries: z.array(z.tuple([Text, z.int()])), // [account, amount]
  link: z.strictObject({ position: z.int().positive(), previousHash: Hash, hash: Hash }).nullable(),
  shortened: z.boolean(), // other people's entries are one entry that names nobody
});

export const LedgerFileBook = z.strictObject({
  source: Text, // the group-buy or merchant whose book it is
  whole: z.boolean(),
  head: z.strictObject({ position: z.int().nonnegative(), hash: Hash.nullable() }),
  count: z.int().nonnegative(),
  journals: z.array(LedgerFileJournal),
});

/** A ledger that `npm run ledger:verify` recomputes without us (docs/ledger-exports.md). */
export const LedgerFileDocument = z.strictObject({
  format: z.literal(LEDGER_FILE_FORMAT),
  version: z.literal(LEDGER_FILE_VERSION),
  view: z.enum(["group-buy", "merchant", "person"]),
  subject: Text,
  madeAt: Timestamp,
  books: z.array(LedgerFileBook),
  balances: z.array(z.tuple([Text, Text, z.int()])), // [account, currency, signed amount]
  digest: Hash,
  signature: z.string(), // JWS over the digest
});
export type LedgerFileDocument = z.infer<typeof LedgerFileDocument>;
