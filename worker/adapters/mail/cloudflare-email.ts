import { faultOf, headersOf, type Sender } from "../../app/mail/headers.ts";
import type { LaterReason, Mailer, RefusedReason, Sending } from "../../app/mail/mailer.ts";

/** A message as the binding composes it. */
export interface CloudflareEmail {
  readonly from: { readonly email: string; readonly name: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly replyTo?: string;
  readonly headers: Record<string, string>;
}

/** What we use of a `send_email` binding. */
export interface EmailBinding {
  send(message: CloudflareEmail): Promise<{ readonly messageId: string }>;
}

/**
 * Cloudflare's Email Service through its binding
 * (https://developers.cloudflare.com/email-service/api/send-emails/workers-api/). It keeps no keys: a mail whose answer
 * was lost may arrive twice.
 */
export function createCloudflareMailer(email: EmailBinding, sender: Sender): Mailer {
  return {
    async send(mail) {
      const fault = faultOf(mail);
      if (fault !== null) return { kind: "refused", reason: fault, detail: fault };
      try {
        const { messageId } = await email.send({
          from: { email: sender.address, name: sender.name },
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          ...(sender.replyTo !== null && { replyTo: sender.replyTo }),
          headers: { ...headersOf(mail) },
        });
        return { kind: "accepted", providerId: messageId };
      } catch (error) {
        return sendingIn(codeOf(error));
      }
    },
  };
}

const REFUSED: Readonly<Record<string, RefusedReason>> = {
  E_RECIPIENT_SUPPRESSED: "suppressed",
  E_VALIDATION_ERROR: "content",
  E_FIELD_MISSING: "content",
  E_CONTENT_TOO_LARGE: "content",
  E_HEADER_NOT_ALLOWED: "content",
  E_HEADER_USE_API_FIELD: "content",
  E_HEADER_VALUE_INVALID: "content",
  E_HEADER_VALUE_TOO_LONG: "content",
  E_HEADER_NAME_INVALID: "content",
  E_HEADERS_TOO_LARGE: "content",
  E_HEADERS_TOO_MANY: "content",
};

const LATER: Readonly<Record<string, LaterReason>> = {
  E_RATE_LIMIT_EXCEEDED: "throttled",
  E_DAILY_LIMIT_EXCEEDED: "quota",
  E_SENDER_NOT_VERIFIED: "setup",
  E_SENDER_DOMAIN_NOT_AVAILABLE: "setup",
  E_RECIPIENT_NOT_ALLOWED: "setup", // The binding is restricted, or the account may write to verified addresses only.
};

/** What is not in the tables was not said by the service, or says that it is out of order: nobody knows. */
function sendingIn(code: string): Sending {
  const detail = code.toLowerCase();
  const refused = REFUSED[code];
  if (refused !== undefined) return { kind: "refused", reason: refused, detail };
  return { kind: "later", reason: LATER[code] ?? "unknown", detail, afterMs: null };
}

/** The message beside it may name the address, so it goes no further. */
function codeOf(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return typeof code === "string" && /^E_[A-Z_]{1,60}$/.test(code) ? code : "E_UNKNOWN";
}
