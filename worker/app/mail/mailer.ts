/** A whole mail. A repeat carries the same bytes: what was decided is what is sent. */
export interface OutgoingMail {
  /** A service that keeps keys sends none of them twice (at least for a day). At most 256 characters. */
  readonly key: string;
  /** One address, without a name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The language of its words. */
  readonly locale: string;
  /** Where one POST without a session turns such messages off (RFC 8058); null: they cannot be turned off. */
  readonly muteUrl: string | null;
}

/** For good: an address that cannot be written to, one that the service will not write to, words that it will not carry. */
export type RefusedReason = "address" | "suppressed" | "content";

/** Too much at once; the day's allowance is used up; nobody knows whether it arrived; the operator has to set something right. */
export type LaterReason = "throttled" | "quota" | "unknown" | "setup";

/** What became of one try. */
export type Sending =
  | { readonly kind: "accepted"; /** The service's name for it. */ readonly providerId: string | null }
  | { readonly kind: "refused"; readonly reason: RefusedReason; readonly detail: string }
  | {
      readonly kind: "later";
      readonly reason: LaterReason;
      /** A word of the service or of ours, never an address or a text. */
      readonly detail: string;
      /** Not before this long from now, where the service said so. */
      readonly afterMs: number | null;
    };

/** Gets a mail out of the house. Answers instead of throwing; a fault of its own is `later`. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<Sending>;
}
