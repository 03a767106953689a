/** What mail programs and mail services send in: each proves itself, and a recording proves nothing. */
import { expect, test } from "vitest";
import { createResendWebhook } from "../../worker/adapters/mail/resend-events.ts";
import { timingSafeEqual } from "../../worker/adapters/timing-safe-equal.ts";
import { createMuteLinks } from "../../worker/app/mail/mute-links.ts";
import { createHttpKit } from "../support/http-kit.ts";
import { PEPPER } from "../support/mail-memory.ts";

const SECRET = new Uint8Array(24).fill(9);
const NOW_MS = Date.UTC(2026, 11, 1);
const BODY = JSON.stringify({
  type: "email.bounced",
  created_at: "2026-11-30T23:41:12.126Z",
  data: {
    email_id: "5676",
    to: ["mei@example.org"],
    tags: { mail: "our-name" },
    bounce: { message: "550 mei@example.org unknown", type: "Permanent", subType: "General" },
  },
});

async function signed(body = BODY, atMs = NOW_MS, secret = SECRET, id = "msg_1"): Promise<Headers> {
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const timestamp = String(atMs / 1_000);
  const bytes = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${id}.${timestamp}.${body}`));
  const signature = `v1,AAAA v1,${Buffer.from(bytes).toString("base64")}`; // The first is that of a key being replaced.
  return new Headers({ "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature });
}

const hear = async (headers: Headers, body = BODY) => createResendWebhook(SECRET, () => NOW_MS).hear({ headers, body });

test("a signed event is what it says, without the words that name an address", async () => {
  expect(await hear(await signed())).toEqual({
    kind: "event",
    event: {
      kind: "bounced",
      mailId: "our-name",
      providerId: "5676",
      address: "mei@example.org",
      atMs: Date.parse("2026-11-30T23:41:12.126Z"),
      isHard: true,
      reason: "permanent_general",
    },
  });
});

test("another key, another body, another time, no signature, or half of one: nobody said it", async () => {
  const minutes = 60_000;
  const cases: [Headers, string?][] = [
    [await signed(BODY, NOW_MS, new Uint8Array(24).fill(8))],
    [await signed(), BODY.replace("mei", "bob")],
    [await signed(BODY, NOW_MS - 6 * minutes)],
    [await signed(BODY, NOW_MS + 6 * minutes)],
    [new Headers()],
    [new Headers({ "svix-id": "m", "svix-timestamp": String(NOW_MS / 1_000), "svix-signature": "v1,%%%" })],
  ];
  for (const [headers, body] of cases) expect((await hear(headers, body)).kind).toBe("unsigned");
});

test.each(["null", "{}", "[", '{"type":"email.opened"}', '{"type":"domain.created","created_at":"x","data":{}}'])(
  "%s, though signed, tells nothing",
  async (body) => {
    expect((await hear(await signed(body), body)).kind).toBe("nothing");
  },
);

test("over HTTP: a mail program's click mutes, opening does not; events answer 204 or 401", async () => {
  const links = createMuteLinks({ origin: "https://onebell.test", pepper: PEPPER, sameDigest: timingSafeEqual });
  const muted: string[] = [];
  const kit = createHttpKit({
    mail: {
      async mute(m) {
        const wish = links.read(m);
        if (wish !== null) muted.push(`${wish.personId} ${wish.topic}`);
        return wish !== null;
      },
      hear: async (headers, body) => (await hear(headers, body)).kind !== "unsigned",
    },
  });
  const url = links.urlOf("usr_mei", "news") ?? "";
  expect(links.urlOf("usr_mei", "duty")).toBeNull();
  const path = url.replace("https://onebell.test", "");
  const body = "List-Unsubscribe=One-Click";
  const post = { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } };

  expect((await kit.fetch(path)).status).toBe(303);
  expect(muted).toEqual([]);
  expect((await kit.fetch(path, post)).status).toBe(204);
  expect(muted).toEqual(["usr_mei news"]);
  for (const forged of [
    path.replace("news", "duty"),
    path.replace("mei", "bob"),
    path.replace("news", "closing"),
    "/mail/mute",
  ]) {
    expect((await kit.fetch(forged, post)).status).toBe(404);
  }
  expect(muted).toHaveLength(1);

  expect((await kit.fetch("/mail/events", { method: "POST", body: BODY, headers: await signed() })).status).toBe(204);
  expect((await kit.fetch("/mail/events", { method: "POST", body: BODY })).status).toBe(401);
});
