/** The ways out of the house, each against what its documentation says of it, and what happens when it says nothing. */
import { describe, expect, test } from "vitest";
import { createCloudflareMailer } from "../../worker/adapters/mail/cloudflare-email.ts";
import { createResendMailer } from "../../worker/adapters/mail/resend.ts";
import { mailIdOf } from "../../worker/app/mail/headers.ts";
import { createCountingIds, createHandClock } from "../support/edge-doubles.ts";
import { aMail } from "../support/mail-memory.ts";
import { createFakeEmail, createFakeResend } from "../support/mail-services.ts";
import { mailerContract } from "../support/mailer-contract.ts";
import { createMemoryStores } from "../support/people-memory.ts";

const SENDER = { name: "Onebell", address: "mail@onebell.example", replyTo: "help@onebell.example" };

function resend(timeoutMs = 5_000) {
  const service = createFakeResend();
  const { fetch } = service;
  const apiOrigin = "https://resend.test";
  return { service, mailer: createResendMailer({ sender: SENDER, apiKey: "re_test", apiOrigin, fetch, timeoutMs }) };
}

function cloudflare() {
  const service = createFakeEmail();
  return { service, mailer: createCloudflareMailer(service.binding, SENDER) };
}

mailerContract("Resend", () => {
  const { service, mailer } = resend();
  return { mailer, arrived: async () => service.arrived(), keepsKeys: true };
});

mailerContract("Cloudflare", () => {
  const { service, mailer } = cloudflare();
  return { mailer, arrived: async () => service.arrived(), keepsKeys: false };
});

mailerContract("the mailbox in memory", () => {
  const clock = createHandClock();
  const { mailbox } = createMemoryStores(clock, createCountingIds(clock));
  const arrived = async () => (await mailbox.messages(null)).map(({ to, subject, text }) => ({ to, subject, text }));
  return { mailer: mailbox, arrived, keepsKeys: true };
});

const MUTE = "https://onebell.example/mail/mute?m=usr_1.news.x";

describe("what goes with a mail", () => {
  test("Resend: sender, reply, headers, and our name for it to come back with what it tells", async () => {
    const { service, mailer } = resend();
    const mail = aMail({ locale: "de", muteUrl: MUTE });
    await mailer.send(mail);
    expect(service.sent[0]).toMatchObject({
      from: '"Onebell" <mail@onebell.example>',
      to: ["mei@example.org"],
      reply_to: "help@onebell.example",
      html: mail.html,
      tags: [{ name: "mail", value: mailIdOf(mail.key) }],
      headers: {
        "Auto-Submitted": "auto-generated",
        "Content-Language": "de",
        "List-Unsubscribe": `<${MUTE}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
    });
    expect(service.sent[0]?.tags[0]?.value).toMatch(/^[\w-]{1,256}$/); // What the service takes as a tag.
  });

  test("Cloudflare: the same, as fields of its own", async () => {
    const { service, mailer } = cloudflare();
    await mailer.send(aMail({ muteUrl: MUTE }));
    expect(service.sent[0]).toMatchObject({
      from: { email: "mail@onebell.example", name: "Onebell" },
      replyTo: "help@onebell.example",
      headers: { "Auto-Submitted": "auto-generated", "List-Unsubscribe": `<${MUTE}>` },
    });
    // Set by the platform, or by fields: it refuses a mail that brings them.
    const own = /^(from|to|cc|bcc|subject|reply-to|message-id|date|mime-version|content-type)$/i;
    expect(Object.keys(service.sent[0]?.headers ?? {}).filter((name) => own.test(name))).toEqual([]);
  });

  test("what cannot be turned off offers nothing to turn off; nor does a link without TLS", async () => {
    for (const muteUrl of [null, "http://localhost:8790/mail/mute?m=x"]) {
      const { service, mailer } = resend();
      await mailer.send(aMail({ muteUrl }));
      expect(Object.keys(service.sent[0]?.headers ?? {}).join()).not.toMatch(/unsubscribe/i);
    }
  });
});

describe("Resend answers", () => {
  const answer = (status: number, name: string, headers: Record<string, string> = {}) =>
    Response.json({ statusCode: status, name, message: "mei@example.org" }, { status, headers });

  test.each([
    [answer(422, "validation_error"), "refused content validation_error"],
    [answer(400, "validation_error"), "refused content validation_error"],
    [answer(422, "missing_required_field"), "refused content missing_required_field"],
    [answer(429, "rate_limit_exceeded", { "retry-after": "2" }), "later throttled rate_limit_exceeded 2000"],
    [
      answer(429, "rate_limit_exceeded", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" }),
      "later throttled rate_limit_exceeded",
    ],
    [answer(429, "daily_quota_exceeded"), "later quota daily_quota_exceeded"],
    [answer(409, "concurrent_idempotent_requests"), "later throttled concurrent_idempotent_requests"],
    [answer(500, "application_error"), "later unknown application_error"],
    [answer(503, "service_unavailable", { "retry-after": "30" }), "later unknown service_unavailable 30000"],
    [answer(401, "missing_api_key"), "later setup missing_api_key"],
    [answer(403, "invalid_api_key"), "later setup invalid_api_key"],
    [answer(422, "invalid_from_address"), "later setup invalid_from_address"],
    [new Response("<html>Bad gateway</html>", { status: 502 }), "later unknown http_502"],
    [new Response("not json", { status: 200 }), "later unknown answer_unreadable"],
    [Response.json({ id: 7 }), "later unknown answer_unreadable"],
    [new Response("x".repeat(100_000), { status: 200 }), "later unknown answer_unreadable"],
    [Response.json({ name: "mei@example.org is <bad>" }, { status: 422 }), "refused content http_422"],
    [new Response(null, { status: 302, headers: { location: "https://evil.example" } }), "later setup http_302"],
  ])("%# what it says is taken for what it means: %s", async (laid, expected) => {
    const { service, mailer } = resend();
    service.faults.push(laid);
    const sending = await mailer.send(aMail());
    const { kind, reason, detail, afterMs } = { reason: "", detail: "", afterMs: null, ...sending };
    expect([kind, reason, detail, afterMs].filter((part) => part !== null).join(" ")).toBe(expected);
    expect(JSON.stringify(sending)).not.toContain("@"); // Their messages name addresses; ours must not.
    expect(service.requests).toHaveLength(1); // It follows no redirect, which would carry the key along.
  });

  test("an answer that was lost is asked for again with the same key, and is one mail", async () => {
    const { service, mailer } = resend();
    service.faults.push("answer-lost", "never-arrives");
    expect(await mailer.send(aMail())).toMatchObject({ kind: "later", reason: "unknown" });
    expect(await mailer.send(aMail())).toMatchObject({ kind: "later", reason: "unknown" });
    expect(await mailer.send(aMail())).toEqual({ kind: "accepted", providerId: service.sent[0]?.id });
    expect(service.sent).toHaveLength(1);
  });

  test("the same key with other words was a mail before: it is not sent again, and not refused", async () => {
    const { service, mailer } = resend();
    await mailer.send(aMail());
    expect(await mailer.send(aMail({ text: "In other words." }))).toEqual({ kind: "accepted", providerId: null });
    expect(service.sent).toHaveLength(1);
  });

  test("no answer at all ends with the time that was set", async () => {
    const never = createResendMailer({
      sender: SENDER,
      apiKey: "re_test",
      apiOrigin: "https://resend.test",
      timeoutMs: 5,
      fetch: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(new Error("aborted")));
        }),
    });
    expect(await never.send(aMail())).toMatchObject({ kind: "later", reason: "unknown" });
  });
});

describe("Cloudflare's errors", () => {
  test.each([
    ["E_RECIPIENT_SUPPRESSED", "refused suppressed e_recipient_suppressed"],
    ["E_VALIDATION_ERROR", "refused content e_validation_error"],
    ["E_HEADER_NOT_ALLOWED", "refused content e_header_not_allowed"],
    ["E_RATE_LIMIT_EXCEEDED", "later throttled e_rate_limit_exceeded"],
    ["E_DAILY_LIMIT_EXCEEDED", "later quota e_daily_limit_exceeded"],
    ["E_SENDER_NOT_VERIFIED", "later setup e_sender_not_verified"],
    ["E_INTERNAL_SERVER_ERROR", "later unknown e_internal_server_error"],
    ["E_DELIVERY_FAILED", "later unknown e_delivery_failed"],
    ["something else <mei@example.org>", "later unknown e_unknown"],
  ])("%s is %s", async (code, expected) => {
    const { service, mailer } = cloudflare();
    service.faults.push(service.fault(code));
    const sending = await mailer.send(aMail());
    const { kind, reason, detail } = { reason: "", detail: "", ...sending };
    expect(`${kind} ${reason} ${detail}`).toBe(expected);
    expect(JSON.stringify(sending)).not.toContain("@");
  });

  test("one without a code is not understood, and not lost", async () => {
    const { service, mailer } = cloudflare();
    service.faults.push(new Error("internal"), "a string", null);
    for (let n = 0; n < 3; n += 1) expect((await mailer.send(aMail())).kind).toBe("later");
    expect((await mailer.send(aMail())).kind).toBe("accepted");
  });
});
