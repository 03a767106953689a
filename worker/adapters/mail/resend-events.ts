import { z } from "zod";
import type { MailEvent } from "../../app/mail/events.ts";
import { timingSafeEqual } from "../timing-safe-equal.ts";
import { MAIL_TAG } from "./resend.ts";

/** What a webhook call turned out to be. `unsigned` also covers one whose time is not now: a recording. */
export type Heard = { readonly kind: "event"; readonly event: MailEvent } | { readonly kind: "nothing" | "unsigned" };

export interface MailWebhook {
  hear(request: { readonly headers: Headers; readonly body: string }): Promise<Heard>;
}

/** As the signing scheme advises (https://docs.svix.com/receiving/verifying-payloads/how-manual). */
const TOLERANCE_MS = 5 * 60_000;

/**
 * Webhooks of Resend (resend.com, event types), signed as Svix and Standard Webhooks do: HMAC-SHA256 over id,
 * time and body. A repeat within the tolerance is harmless: states only ever move forward.
 */
export function createResendWebhook(secret: Uint8Array<ArrayBuffer>, nowMs: () => number): MailWebhook {
  const key = crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);

  async function isSigned(headers: Headers, body: string): Promise<boolean> {
    const field = (name: string) => headers.get(`svix-${name}`) ?? headers.get(`webhook-${name}`) ?? "";
    const [id, timestamp] = [field("id"), field("timestamp")];
    if (id === "" || !/^\d{1,12}$/.test(timestamp)) return false;
    if (Math.abs(nowMs() - Number(timestamp) * 1_000) > TOLERANCE_MS) return false;
    const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
    const right = new Uint8Array(await crypto.subtle.sign("HMAC", await key, signed));
    return field("signature")
      .split(" ")
      .some((entry) => entry.startsWith("v1,") && isSame(entry.slice(3), right));
  }

  return {
    async hear({ headers, body }) {
      if (!(await isSigned(headers, body))) return { kind: "unsigned" };
      const event = eventIn(body);
      return event === null ? { kind: "nothing" } : { kind: "event", event };
    },
  };
}

const Told = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    email_id: z.string().max(100),
    to: z.array(z.string()).min(1),
    tags: z.record(z.string(), z.string()).optional(),
    bounce: z.object({ type: z.string(), subType: z.string().optional() }).optional(),
  }),
});

const KINDS: Readonly<Record<string, MailEvent["kind"]>> = {
  "email.delivered": "delivered",
  "email.bounced": "bounced",
  "email.suppressed": "bounced",
  "email.complained": "complained",
  "email.failed": "failed",
};

function eventIn(body: string): MailEvent | null {
  const told = Told.safeParse(jsonIn(body));
  if (!told.success) return null;
  const { type, created_at: createdAt, data } = told.data;
  const kind = KINDS[type];
  const atMs = Date.parse(createdAt);
  if (kind === undefined || Number.isNaN(atMs)) return null;
  const isHard = type === "email.suppressed" || data.bounce?.type === "Permanent";
  const reason = wordIn([data.bounce?.type, data.bounce?.subType].filter(Boolean).join("_"));
  const address = data.to[0] ?? "";
  return { kind, mailId: data.tags?.[MAIL_TAG] ?? null, providerId: data.email_id, address, atMs, isHard, reason };
}

function wordIn(text: string): string | null {
  return /^[A-Za-z_]{1,60}$/.test(text) ? text.toLowerCase() : null;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function isSame(base64: string, right: Uint8Array): boolean {
  try {
    return timingSafeEqual(
      Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)),
      right,
    );
  } catch {
    return false; // Not base64.
  }
}
