import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { addressDigestOf } from "./addresses.ts";
import { waitAfter } from "./backoff.ts";
import { faultOf, mailIdOf } from "./headers.ts";
import type { Mailer, OutgoingMail, Sending } from "./mailer.ts";
import type { MailEntry, MailRecords, MailState } from "./records.ts";

/** A mail on its way, with all that is needed to send it later and somewhere else. */
export interface PostedMail {
  readonly mail: OutgoingMail;
  /** `code`, or the kind of a notice. */
  readonly kind: string;
  readonly personId: string | null;
  readonly postedAtMs: number;
  /** After it nobody wants it any more; null: it keeps. */
  readonly usefulUntilMs: number | null;
}

/** Over, whatever became of it (its record says); or to be tried again. */
export type Carried = { readonly kind: "over" } | { readonly kind: "again"; readonly afterMs: number };

/** One try of one mail. Twice, late and out of order cost nothing: whether there is anything to do stands in the records. */
export interface MailCarrier {
  carry(posted: PostedMail): Promise<Carried>;
}

/** Sign-in codes are asked for by whoever reads the address: they go even where everything else came back. */
export const CODE_KIND = "code";

/** Longer than any try takes; one that was cut off in the middle is repeated after it, with the same key. */
const LEASE_MS = 60_000;

/** The address wants nothing, which is no fault of anybody's here. */
const BLOCKED = "blocked";

const OVER: Carried = { kind: "over" };

export function createMailCarrier(deps: {
  readonly mailer: Mailer;
  readonly records: MailRecords;
  readonly clock: Clock;
  readonly pepper: Uint8Array;
  /** Hears of what an operator should see: ids and reasons, never an address or a text. */
  readonly log: Log;
}): MailCarrier {
  const { mailer, records, clock, pepper, log } = deps;

  async function settled(id: string, state: MailState, reason: string | null, providerId: string | null = null) {
    await records.settle({ id, state, reason, providerId, atMs: clock.nowMs() });
    if (state === "failed" || (state === "refused" && reason !== BLOCKED)) log.error(`mail.${state}`, reason, { id });
    return OVER;
  }

  async function attempt(mail: OutgoingMail): Promise<Sending> {
    try {
      return await mailer.send(mail);
    } catch {
      return { kind: "later", reason: "unknown", detail: "threw", afterMs: null };
    }
  }

  return {
    async carry(posted) {
      const { mail, kind, usefulUntilMs } = posted;
      const entry = entryOf(posted, pepper);
      const nowMs = clock.nowMs();
      const turn = await records.take(entry, nowMs, nowMs + LEASE_MS);
      if (turn.kind === "over") return OVER;
      if (turn.kind === "theirs") return { kind: "again", afterMs: LEASE_MS };

      const { id } = entry;
      if (usefulUntilMs !== null && nowMs >= usefulUntilMs) return settled(id, "expired", null);
      if (turn.block !== null && kind !== CODE_KIND) return settled(id, "refused", BLOCKED);
      const fault = faultOf(mail);
      if (fault !== null) return settled(id, "refused", fault);

      const sending = await attempt(mail);
      if (sending.kind === "accepted") return settled(id, "sent", null, sending.providerId);
      if (sending.kind === "refused") {
        if (sending.reason !== "content") {
          await records.block(entry.addressDigest, { reason: "refused", atMs: clock.nowMs() });
        }
        return settled(id, "refused", sending.detail);
      }

      const times = { nowMs: clock.nowMs(), postedAtMs: turn.postedAtMs, usefulUntilMs };
      const wait = waitAfter(sending, turn.tries, times);
      if (typeof wait === "string") return settled(id, wait, sending.detail);
      await records.settle({ id, state: "queued", reason: sending.detail, providerId: null, atMs: clock.nowMs() });
      if (sending.reason === "setup") log.error("mail.setup", sending.detail, { id });
      return { kind: "again", afterMs: wait };
    },
  };
}

export function entryOf({ mail, kind, personId, postedAtMs }: PostedMail, pepper: Uint8Array): MailEntry {
  return { id: mailIdOf(mail.key), personId, kind, addressDigest: addressDigestOf(mail.to, pepper), postedAtMs };
}
