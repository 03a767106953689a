import { addressDigestOf } from "./addresses.ts";
import type { MailRecords, MailState } from "./records.ts";

/** What a service tells of a mail after it took it: once, twice, late, or never. */
export interface MailEvent {
  readonly kind: "delivered" | "bounced" | "complained" | "failed";
  /** Our own name for the mail, where the service carried it along. */
  readonly mailId: string | null;
  readonly providerId: string | null;
  readonly address: string;
  readonly atMs: number;
  /** A bounce for good: there is nobody at this address. */
  readonly isHard: boolean;
  /** A code of the service or of SMTP, never its text: that names addresses. */
  readonly reason: string | null;
}

export interface MailEvents {
  /** @returns whether the mail is one of ours; if not, nothing has changed */
  note(event: MailEvent): Promise<boolean>;
}

const STATE_AFTER: Readonly<Record<MailEvent["kind"], MailState>> = {
  delivered: "delivered",
  bounced: "bounced",
  complained: "complained",
  failed: "failed",
};

/** Records what came of a mail. An address that nobody reads, or whose reader complains, gets only what is asked for there. */
export function createMailEvents(deps: { readonly records: MailRecords; readonly pepper: Uint8Array }): MailEvents {
  const { records, pepper } = deps;
  return {
    async note({ kind, mailId, providerId, address, atMs, isHard, reason }) {
      const told = { state: STATE_AFTER[kind], reason: kind === "delivered" ? null : reason, atMs };
      const mail = await records.note({ id: mailId, providerId }, told);
      if (mail === null) return false;
      // Who was meant stands in the record: an event cannot block an address that we did not write to.
      if (mail.addressDigest !== addressDigestOf(address, pepper)) return true;
      if (kind === "complained") await records.block(mail.addressDigest, { reason: "complained", atMs });
      if (kind === "bounced" && isHard) await records.block(mail.addressDigest, { reason: "bounced", atMs });
      if (kind === "delivered") await records.unblock(mail.addressDigest, atMs, ["bounced", "refused"]);
      return true;
    },
  };
}
