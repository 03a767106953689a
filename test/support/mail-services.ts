import type { CloudflareEmail, EmailBinding } from "../../worker/adapters/mail/cloudflare-email.ts";
import type { Arrived } from "./mailer-contract.ts";

interface ResendBody {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly reply_to?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: readonly { readonly name: string; readonly value: string }[];
}

/** How one request goes wrong: an answer in the place of theirs, or what breaks before or after the work is done. */
export type ResendFault = Response | "never-arrives" | "answer-lost";

/** The service as its documentation says it behaves, with faults that a test lays ready, one a request. */
export function createFakeResend() {
  const sent: (ResendBody & { id: string })[] = [];
  const requests: Request[] = [];
  const byKey = new Map<string, { body: string; id: string }>();
  const faults: ResendFault[] = [];

  const refusal = (status: number, name: string) =>
    Response.json({ statusCode: status, name, message: "about mei@example.org" }, { status });

  async function fetch(request: Request): Promise<Response> {
    requests.push(request.clone());
    const fault = faults.shift();
    if (fault === "never-arrives") throw new TypeError("Network connection lost.");
    if (fault instanceof Response) return fault;
    const answer = await served(request);
    if (fault === "answer-lost") throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
    return answer;
  }

  async function served(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (request.method !== "POST" || pathname !== "/emails") return refusal(404, "not_found");
    if (request.headers.get("authorization") !== "Bearer re_test") return refusal(403, "invalid_api_key");
    const body = await request.text();
    const key = request.headers.get("idempotency-key") ?? "";
    if (key.length < 1 || key.length > 256) return refusal(400, "invalid_idempotency_key");
    const known = byKey.get(key);
    if (known !== undefined) {
      return known.body === body ? Response.json({ id: known.id }) : refusal(409, "invalid_idempotent_request");
    }
    const mail = JSON.parse(body) as ResendBody; // What our adapter wrote.
    const id = `56761188-7520-42d8-8898-${String(sent.length).padStart(12, "0")}`;
    byKey.set(key, { body, id });
    sent.push({ ...mail, id });
    return Response.json({ id });
  }

  return {
    fetch,
    faults,
    requests,
    sent,
    arrived: (): Arrived[] => sent.map(({ to, subject, text }) => ({ to: to.join(), subject, text })),
  };
}

/** A `send_email` binding: it throws errors with a `code`, and keeps no keys. */
export function createFakeEmail() {
  const sent: CloudflareEmail[] = [];
  const faults: unknown[] = [];
  const binding: EmailBinding = {
    async send(message) {
      await Promise.resolve();
      if (faults.length > 0) throw faults.shift();
      sent.push(message);
      return { messageId: `0101018f-${sent.length}` };
    },
  };
  return {
    binding,
    faults,
    sent,
    arrived: (): Arrived[] => sent.map(({ to, subject, text }) => ({ to, subject, text })),
    fault: (code: string) => Object.assign(new Error("could not write to mei@example.org"), { code }),
  };
}
