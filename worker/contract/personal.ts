import { z } from "zod";
import { Receipt } from "./group-buy.ts";
import { Timestamp } from "./shared.ts";

/** The format of an export. It only grows: what is added later is a new field or section of the same version. */
export const EXPORT_FORMAT = "onebell.personal-data";
export const EXPORT_VERSION = 1;

const Row = z.record(z.string(), z.unknown());

export const PersonalEventEntry = z.object({
  seq: z.int(),
  type: z.string(),
  at: Timestamp,
  effectiveAt: Timestamp,
  actor: z.string().nullable(),
  open: Row,
  own: Row,
});

export const PersonalGroupBuy = z.object({
  id: z.string(),
  title: z.string(),
  state: z.string(),
  isInitiator: z.boolean(),
  pseudonyms: z.array(z.string()),
  seats: z.array(Row),
  payments: z.array(Row),
  offers: z.array(Row),
  ledger: z.array(Row),
  events: z.array(PersonalEventEntry),
  receipts: z.array(Receipt),
});
export type PersonalGroupBuy = z.infer<typeof PersonalGroupBuy>;

/** Everything that is held of a person (docs/personal-data.md says what each section is). */
export const PersonalExport = z.object({
  format: z.literal(EXPORT_FORMAT),
  version: z.literal(EXPORT_VERSION),
  madeAt: Timestamp,
  personId: z.string(),
  /** By section of docs/personal-data.md; a section without rows is empty, never left out. */
  sections: z.record(z.string(), z.array(Row)),
  payouts: z.array(Row),
  groupBuys: z.array(PersonalGroupBuy),
  /** Group-buys that did not answer: their part is not in this export. Ask again later. */
  missing: z.array(z.object({ groupBuyId: z.string(), why: z.string() })),
});
export type PersonalExport = z.infer<typeof PersonalExport>;

export const OBSTACLES = [
  "started",
  "seat",
  "money",
  "dispute",
  "offer",
  "payout",
  "last_operator",
  "unreachable",
] as const;

/** What has to come to its end before an account can be erased, and where. */
export const ErasureObstacle = z.object({
  kind: z.enum(OBSTACLES),
  groupBuyId: z.string().optional(),
  title: z.string().optional(),
});
export type ErasureObstacle = z.infer<typeof ErasureObstacle>;

export const ErasureOutlook = z.object({ version: z.int(), obstacles: z.array(ErasureObstacle) });
export type ErasureOutlook = z.infer<typeof ErasureOutlook>;

/** `confirm` is one's own e-mail address, typed: nobody erases an account by mistake. */
export const ErasureInput = z.strictObject({ confirm: z.string() });
export type ErasureInput = z.infer<typeof ErasureInput>;

export const Erasure = z.object({
  personId: z.string(),
  startedAt: Timestamp,
  /** Null while group-buys are still to say that they are done; it goes on by itself. */
  finishedAt: Timestamp.nullable(),
  groupBuysLeft: z.int(),
});
export type Erasure = z.infer<typeof Erasure>;

/** An erasure that is under way, as operators see it. */
export const PendingErasure = Erasure.extend({ fault: z.string().nullable() });
export type PendingErasure = z.infer<typeof PendingErasure>;
