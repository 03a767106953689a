import { z } from "zod";
import { faultOf, headersOf, mailIdOf, type Sender } from "../../app/mail/headers.ts";
import type { LaterReason, Mailer, Sending } from "../../app/mail/mailer.ts";

export interface ResendOptions {
  readonly sender: Sender;
  readonly apiKey: string;
  /** `https://api.resend.com`, or where a test answers in its place. */
  readonly apiOrigin: string;
  readonly fetch: (request: Request) => Promise<Response>;
  /** After this long a try is over, and nobody knows how it ended. */
  readonly timeoutMs: number;
}

/** The tag that comes back with everything the service tells of a mail, so that a lost answer loses no mail. */
export const MAIL_TAG = "mail";

const Accepted = z.object({ id: z.string().max(100) });
const Refusal = z.object({
  name: z
    .string()
    .max(60)
    .regex(/^[a-z_]+$/),
});
/** An answer that is longer is not one of theirs. */
const ANSWER_BYTES_MAXIMUM = 16_384;

/** The HTTP API of Resend (resend.com, API reference): idempotent by key for a day. */
export function createResendMailer({ sender, apiKey, apiOrigin, fetch, timeoutMs }: ResendOptions): Mailer {
  return {
    async send(mail) {
      const fault = faultOf(mail);
      if (fault !== null) return { kind: "refused", reason: fault, detail: fault };
      const request = new Request(`${apiOrigin}/emails`, {
        method: "POST",
        redirect: "manual",
        headers: {
          authorization: `Bearer ${apiKey}`,
          "content-type": "application/json",
          "idempotency-key": mail.key,
        },
        body: JSON.stringify({
          from: `"${sender.name}" <${sender.address}>`,
          to: [mail.to],
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          ...(sender.replyTo !== null && { reply_to: sender.replyTo }),
          headers: headersOf(mail),
          tags: [{ name: MAIL_TAG, value: mailIdOf(mail.key) }],
        }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      try {
        const response = await fetch(request);
        return sendingIn(response, await answerIn(response));
      } catch {
        return later("unknown", "no_answer"); // Cut off, timed out: it may have been sent. The key makes a repeat safe.
      }
    },
  };
}

function sendingIn({ status, headers }: Response, answer: unknown): Sending {
  if (status >= 200 && status < 300) {
    const accepted = Accepted.safeParse(answer);
    return accepted.success
      ? { kind: "accepted", providerId: accepted.data.id }
      : later("unknown", "answer_unreadable");
  }
  const refusal = Refusal.safeParse(answer);
  const name = refusal.success ? refusal.data.name : `http_${status}`;
  if (status === 409) {
    // Another body under this key: it was accepted before, when its words were a little different.
    if (name === "invalid_idempotent_request") return { kind: "accepted", providerId: null };
    return later("throttled", name); // The first request with this key is still under way.
  }
  if (status === 429) return later(name.endsWith("quota_exceeded") ? "quota" : "throttled", name, waitIn(headers));
  if (status >= 500 || status === 408) return later("unknown", name, waitIn(headers));
  if (isAboutTheMail(status, name)) return { kind: "refused", reason: "content", detail: name };
  return later("setup", name); // Key, domain, sender, a plan that ran out: an operator sets it right, and it goes.
}

/** Where no name says more, 400, 413 and 422 are about what was asked to be sent. */
function isAboutTheMail(status: number, name: string): boolean {
  if (name === "invalid_from_address" || name === "invalid_access") return false;
  return status === 400 || status === 413 || status === 422 || status === 451;
}

/** Retry-After in seconds; a date or nonsense is no wish. */
function waitIn(headers: Headers): number | null {
  const seconds = headers.get("retry-after") ?? "";
  return /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1_000 : null;
}

async function answerIn(response: Response): Promise<unknown> {
  const text = await boundedText(response);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // Not theirs, whatever it is.
  }
}

async function boundedText(response: Response): Promise<string> {
  const body: ReadableStream<Uint8Array> | null = response.body;
  if (body === null) return "";
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
    if (text.length > ANSWER_BYTES_MAXIMUM) {
      await reader.cancel();
      return "";
    }
  }
}

function later(reason: LaterReason, detail: string, afterMs: number | null = null): Sending {
  return { kind: "later", reason, detail, afterMs };
}
