import { z } from "zod";
import type { MailEvent } from "../../app/mail/events.ts";

/**
 * What Cloudflare's Email Service tells through a queue, where the operator has subscribed to its events
 * (https://developers.cloudflare.com/email-service/reference/event-subscriptions/).
 */
const Told = z.object({
  type: z.string(),
  payload: z.object({
    messageId: z.string().min(1).max(200),
    recipient: z.string(),
    delivery: z.object({ smtpEnhancedStatusCode: z.string().optional() }).optional(),
    bounce: z.object({ type: z.string() }).optional(),
    rejection: z.object({ reason: z.string() }).optional(),
  }),
  metadata: z.object({ eventTimestamp: z.string() }),
});

const PREFIX = "cf.email.sending.message.";

const KINDS: Readonly<Record<string, MailEvent["kind"]>> = {
  [`${PREFIX}delivered`]: "delivered",
  [`${PREFIX}bounced`]: "bounced",
  [`${PREFIX}rejected`]: "bounced",
  [`${PREFIX}complained`]: "complained",
  [`${PREFIX}failed`]: "failed",
};

/** The event in a message of the queue; null if it is none that concerns us (a delay, or a kind of tomorrow). */
export function cloudflareEventIn(body: unknown): MailEvent | null {
  const told = Told.safeParse(body);
  if (!told.success) return null;
  const { type, payload, metadata } = told.data;
  const kind = KINDS[type];
  const atMs = Date.parse(metadata.eventTimestamp);
  if (kind === undefined || Number.isNaN(atMs)) return null;
  const code = payload.delivery?.smtpEnhancedStatusCode ?? payload.rejection?.reason ?? "";
  return {
    kind,
    mailId: null,
    providerId: payload.messageId,
    address: payload.recipient,
    atMs,
    isHard: payload.bounce?.type === "hard" || payload.rejection?.reason === "suppressed",
    reason: /^[\w.]{1,60}$/.test(code) ? code : null,
  };
}
