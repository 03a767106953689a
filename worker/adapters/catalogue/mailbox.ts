import { desc, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { Clock } from "../../app/clock.ts";
import type { Ids } from "../../app/ids.ts";
import { faultOf } from "../../app/mail/headers.ts";
import type { Mailbox } from "../../app/mail/mailbox.ts";
import type { Mailer } from "../../app/mail/mailer.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { mailMessages } from "./schema-people.ts";

const MESSAGES_MAXIMUM = 100;

/** Mail that stays here: a page shows it instead of a mail service delivering it. Never used in `live`. */
export function createD1Mailbox(catalogue: D1Database, clock: Clock, ids: Ids): Mailer & Mailbox {
  const db = drizzle(catalogue);
  return {
    async send(mail) {
      const fault = faultOf(mail);
      if (fault !== null) return { kind: "refused", reason: fault, detail: fault };
      const { key, to, subject, text } = mail;
      await db
        .insert(mailMessages)
        .values({ id: ids.next("evt"), dedupeKey: key, recipient: to, subject, text, sentAtMs: clock.nowMs() })
        .onConflictDoNothing({ target: mailMessages.dedupeKey });
      return { kind: "accepted", providerId: null };
    },

    async messages(to) {
      const rows = await db
        .select()
        .from(mailMessages)
        .where(to === null ? undefined : eq(mailMessages.recipient, to))
        .orderBy(desc(mailMessages.id)) // Ids begin with the time.
        .limit(MESSAGES_MAXIMUM);
      return rows.map(({ id, recipient, subject, text, sentAtMs }) => ({
        id,
        to: recipient,
        subject,
        text,
        sentAt: formatInstant(sentAtMs),
      }));
    },
  };
}
