/**
 * How far a mail has come, in the order in which a state may replace another: what a service tells late or twice never
 * takes one back. A mail that we gave up may have arrived all the same.
 */
export const MAIL_STATES = [
  "queued",
  "expired",
  "refused",
  "failed",
  "sent",
  "delivered",
  "bounced",
  "complained",
] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** What is kept of a mail from the beginning: neither its address nor its words. */
export interface MailEntry {
  readonly id: string;
  readonly personId: string | null;
  /** `code`, or the kind of a notice. */
  readonly kind: string;
  readonly addressDigest: string;
  readonly postedAtMs: number;
}

export interface StoredMail extends MailEntry {
  readonly state: MailState;
  readonly reason: string | null;
  readonly tries: number;
  readonly changedAtMs: number;
}

/** Why an address gets nothing but what its reader asks for. */
export type BlockReason = "bounced" | "complained" | "refused";

export interface Block {
  readonly reason: BlockReason;
  readonly atMs: number;
}

/** Whose turn it is: ours, with what is known of the address; nobody's any more; somebody else's, until their lease ends. */
export type Turn =
  | {
      readonly kind: "ours";
      /** This one included. */
      readonly tries: number;
      /** When it was first handed over. */
      readonly postedAtMs: number;
      readonly block: Block | null;
    }
  | { readonly kind: "over" }
  | { readonly kind: "theirs" };

export interface MailOutcome {
  readonly id: string;
  readonly state: MailState;
  readonly reason: string | null;
  readonly providerId: string | null;
  readonly atMs: number;
}

/** The one truth about each mail: which are on their way, which have left, what became of them. */
export interface MailRecords {
  /** Keeps that these are on their way; one that is known already stays as it is. */
  plan(entries: readonly MailEntry[]): Promise<void>;
  /** Takes the turn to send it, if it is on its way and nobody else has the turn. A mail that is not known is on its way. */
  take(entry: MailEntry, nowMs: number, leaseUntilMs: number): Promise<Turn>;
  /** Ends the turn. `queued` says that there will be another. */
  settle(outcome: MailOutcome): Promise<void>;
  /**
   * What a service tells of one, by our name for it or theirs.
   * @returns the mail; null if neither name is known
   */
  note(
    names: { readonly id: string | null; readonly providerId: string | null },
    told: Told,
  ): Promise<MailEntry | null>;
  /** Later than what is known of the address, and than its reader's wish, or it changes nothing. */
  block(addressDigest: string, block: Block): Promise<void>;
  /** @param reasons which blocks end: an arrival ends no complaint */
  unblock(addressDigest: string, atMs: number, reasons: readonly BlockReason[]): Promise<void>;
  blockOf(addressDigest: string): Promise<Block | null>;
  /** Newest first. */
  ofPerson(personId: string, limit: number): Promise<readonly StoredMail[]>;
  /** Those given up or refused since then, newest first. */
  lost(sinceMs: number, limit: number): Promise<readonly StoredMail[]>;
  /** Forgets what is older. */
  forgetBefore(atMs: number): Promise<void>;
}

export interface Told {
  readonly state: MailState;
  readonly reason: string | null;
  readonly atMs: number;
}

export function rankOf(state: MailState): number {
  return MAIL_STATES.indexOf(state);
}
