import { describe, expect, test } from "vitest";
import { mintKey } from "../../worker/app/people/api-key.ts";
import type { Scope } from "../../worker/contract/scopes.ts";
import { createCountingIds, createHandClock } from "../support/edge-doubles.ts";
import { createPeopleKit, slugOf, valueOf } from "../support/people-kit.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const EMAIL = "mei@example.org";

describe("signing in with a code", () => {
  test("a new person's times are read where their browser is; nonsense and later sign-ins change nothing", async () => {
    const kit = createPeopleKit();
    const zoneAfter = async (email: string, zone: string) => {
      await kit.people.requestCode({ email });
      const [mail] = await kit.stores.mailbox.messages(email);
      const code = /\d{8}/.exec(mail?.text ?? "")?.[0] ?? "";
      return valueOf(await kit.people.signIn({ email, code, zone })).person.zone;
    };
    expect(await zoneAfter("tokyo@example.org", "Asia/Tokyo")).toBe("Asia/Tokyo");
    expect(await zoneAfter("tokyo@example.org", "Europe/Berlin")).toBe("Asia/Tokyo");
    expect(await zoneAfter("mars@example.org", "Mars/Olympus")).toBe("UTC");
  });

  test("a code opens a session, and an unknown address becomes a person", async () => {
    const kit = createPeopleKit();
    const { person, caller } = await kit.signIn(EMAIL);
    expect(person).toMatchObject({ email: EMAIL, roles: ["buyer"], merchantId: null, version: 1 });
    expect(person.name).not.toContain("mei"); // An address is no name: others see names.
    expect(caller).toMatchObject({ personId: person.id, via: "session", email: EMAIL });
    expect((await kit.signIn("MEI@Example.ORG")).person.id).toBe(person.id);
  });

  test("the answer is the same for known and unknown addresses, and when the hour's codes are used up", async () => {
    const kit = createPeopleKit();
    await kit.signIn(EMAIL);
    const answers = [];
    for (let i = 0; i < 12; i++) answers.push(await kit.people.requestCode({ email: EMAIL }));
    answers.push(await kit.people.requestCode({ email: "nobody@example.org" }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"ok":true,"value":{"sent":true}}']),
    );
    expect(await kit.stores.mailbox.messages(EMAIL)).toHaveLength(10);
  });

  test("eight digits, however they are typed", async () => {
    const kit = createPeopleKit();
    await kit.people.requestCode({ email: EMAIL });
    const code = (await kit.codeFor(EMAIL)).replace(" ", "");
    expect(code).toMatch(/^\d{8}$/);
    const fullWidth = code.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    expect(
      slugOf(await kit.people.signIn({ email: EMAIL, code: ` ${fullWidth.slice(0, 4)}-${fullWidth.slice(4)}` })),
    ).toBe("ok");
  });

  test("a code works once, for ten minutes, and dies after five wrong tries", async () => {
    const kit = createPeopleKit();
    await kit.people.requestCode({ email: EMAIL });
    const used = await kit.codeFor(EMAIL);
    await kit.people.signIn({ email: EMAIL, code: used });
    expect(slugOf(await kit.people.signIn({ email: EMAIL, code: used }))).toBe("code-invalid");

    await kit.people.requestCode({ email: EMAIL });
    kit.clock.advance(10 * MINUTE_MS);
    expect(slugOf(await kit.people.signIn({ email: EMAIL, code: await kit.codeFor(EMAIL) }))).toBe("code-invalid");

    await kit.people.requestCode({ email: EMAIL });
    for (let i = 0; i < 5; i++) await kit.people.signIn({ email: EMAIL, code: "not it" });
    expect(slugOf(await kit.people.signIn({ email: EMAIL, code: await kit.codeFor(EMAIL) }))).toBe("code-invalid");
  });

  test("a code for one address opens no other", async () => {
    const kit = createPeopleKit();
    await kit.people.requestCode({ email: EMAIL });
    await kit.people.requestCode({ email: "other@example.org" });
    expect(slugOf(await kit.people.signIn({ email: "other@example.org", code: await kit.codeFor(EMAIL) }))).toBe(
      "code-invalid",
    );
  });

  test.each([
    "",
    "a",
    "a@b",
    "a@b@c.org",
    "a b@c.org",
    "a@c.org\nBcc: x@y.org",
    "a@c.org\u0000",
    "<a@c.org>",
    `${"a".repeat(65)}@c.org`,
  ])("bad input 55: %j is no address", async (email) => {
    const kit = createPeopleKit();
    expect(slugOf(await kit.people.requestCode({ email }))).toBe("email-invalid /email");
  });

  test("without a mail service nobody is told that a code was sent", async () => {
    const kit = createPeopleKit({ mode: "live", post: null });
    expect(slugOf(await kit.people.requestCode({ email: EMAIL }))).toBe("dependency-unavailable");
  });
});

describe("sessions", () => {
  test("ASVS 7.3: a session idles out after 14 days and ends after 90, used or not", async () => {
    const kit = createPeopleKit();
    const idle = await kit.signIn(EMAIL);
    kit.clock.advance(14 * DAY_MS);
    expect(await kit.people.callerOfSession(idle.token)).toBeNull();

    const used = await kit.signIn(EMAIL);
    for (let day = 0; day < 89; day++) {
      kit.clock.advance(DAY_MS);
      expect(await kit.people.callerOfSession(used.token)).not.toBeNull();
    }
    kit.clock.advance(DAY_MS);
    expect(await kit.people.callerOfSession(used.token)).toBeNull();
  });

  test("an operator's session idles out after half an hour", async () => {
    const kit = createPeopleKit();
    const { token } = await kit.operator();
    kit.clock.advance(29 * MINUTE_MS);
    expect(await kit.people.callerOfSession(token)).not.toBeNull();
    kit.clock.advance(30 * MINUTE_MS);
    expect(await kit.people.callerOfSession(token)).toBeNull();
  });

  test("signing out ends this session at once and no other", async () => {
    const kit = createPeopleKit();
    const [here, there] = [await kit.signIn(EMAIL), await kit.signIn(EMAIL)];
    expect(
      valueOf(await kit.people.sessions(here.caller))
        .map(({ isCurrent }) => isCurrent)
        .sort(),
    ).toEqual([false, true]);
    valueOf(await kit.people.signOut(here.caller));
    expect(await kit.people.callerOfSession(here.token)).toBeNull();
    expect(await kit.people.callerOfSession(there.token)).not.toBeNull();
  });

  test("a token that was never given opens nothing", async () => {
    expect(await createPeopleKit().people.callerOfSession("x")).toBeNull();
  });
});

describe("keys", () => {
  const input = { name: "Laptop", scopes: ["group-buys:read"] as Scope[] };

  test("a key opens what was granted to it and nothing else", async () => {
    const kit = createPeopleKit();
    const { caller, person } = await kit.signIn(EMAIL);
    const { id, token } = valueOf(await kit.people.createKey(caller, input));
    expect(token).toMatch(/^gbk_test_[0-9A-Za-z]{10}_[0-9A-Za-z]{38}$/);
    expect(valueOf(await kit.people.callerOfKey(token))).toMatchObject({
      personId: person.id,
      via: "key",
      credentialId: id,
      scopes: ["group-buys:read"],
    });
    expect(JSON.stringify(valueOf(await kit.people.keys(caller)))).not.toContain(token.slice(-38));
  });

  test("bad inputs 65–67: mistyped, revoked, expired, unknown and of another kind of deployment", async () => {
    const kit = createPeopleKit();
    const { caller } = await kit.signIn(EMAIL);
    const expiresAt = new Date(kit.clock.nowMs() + DAY_MS).toISOString();
    const { id, token } = valueOf(await kit.people.createKey(caller, { ...input, expiresAt }));
    const slug = async (text: string) => slugOf(await kit.people.callerOfKey(text));
    const lastDigit = token.endsWith("0") ? "1" : "0";
    const ids = createCountingIds(createHandClock());

    expect(await slug(token.slice(0, -1) + lastDigit)).toBe("key-malformed");
    expect(await slug("gbk_test_")).toBe("key-malformed");
    expect(await slug(mintKey("live", ids).token)).toBe("key-wrong-mode");
    expect(await slug(mintKey("test", ids).token)).toBe("key-revoked");
    expect(await slug(token)).toBe("ok");
    kit.clock.advance(DAY_MS);
    expect(await slug(token)).toBe("key-revoked");

    const other = valueOf(await kit.people.createKey(caller, input));
    valueOf(await kit.people.revokeKey(caller, other.id));
    expect(await slug(other.token)).toBe("key-revoked");
    expect(slugOf(await kit.people.revokeKey(caller, other.id))).toBe("not-found");
    expect(slugOf(await kit.people.revokeKey(caller, id))).toBe("ok");
  });

  test("the last use is told to the hour, so that a busy key is not a write on every call", async () => {
    const kit = createPeopleKit();
    const { caller } = await kit.signIn(EMAIL);
    const { id, token } = valueOf(await kit.people.createKey(caller, input));
    const touched: number[] = [];
    const { touch } = kit.stores.keys;
    kit.stores.keys.touch = async (keyId, atMs) => {
      touched.push(atMs);
      await touch(keyId, atMs);
    };
    const lastUse = async () => valueOf(await kit.people.keys(caller)).find((key) => key.id === id)?.lastUsedAt;
    expect(await lastUse()).toBeNull();

    const firstMs = kit.clock.nowMs();
    for (let i = 0; i < 59; i += 1) {
      valueOf(await kit.people.callerOfKey(token));
      kit.clock.advance(60_000);
    }
    expect(touched).toEqual([firstMs]);
    expect(await lastUse()).toBe(new Date(firstMs).toISOString());
    kit.clock.advance(60_000);
    valueOf(await kit.people.callerOfKey(token));
    expect(touched).toEqual([firstMs, firstMs + 3_600_000]);
  });

  test("nobody hands on more than they hold, and what is taken from a person is taken from their keys", async () => {
    const kit = createPeopleKit();
    const { caller } = await kit.signIn(EMAIL);
    expect(slugOf(await kit.people.createKey(caller, { name: "x", scopes: ["operator:write"] }))).toBe("scope-missing");
    const limited = valueOf(await kit.people.createKey(caller, { name: "x", scopes: ["keys:manage"] }));
    const deputy = valueOf(await kit.people.callerOfKey(limited.token));
    expect(slugOf(await kit.people.createKey(deputy, { name: "x", scopes: ["joins:write"] }))).toBe("scope-missing");
  });

  test.each([
    [{ ...input, name: " " }, "text-empty /name"],
    [{ ...input, name: "a\u202eb" }, "text-bidi-control /name"],
    [{ ...input, scopes: [] }, "list-empty /scopes"],
    [{ ...input, scopes: ["joins:write", "joins:write"] as Scope[] }, "list-duplicate /scopes"],
    [{ ...input, expiresAt: "2026-01-01" }, "timestamp-invalid /expiresAt"],
    [{ ...input, expiresAt: "2026-01-01T00:00:00Z" }, "timestamp-invalid /expiresAt"],
    [{ ...input, expiresAt: "2027-01-01T00:00:00" }, "timestamp-zone-required /expiresAt"],
  ])("%j is refused", async (bad, expected) => {
    const kit = createPeopleKit();
    const { caller } = await kit.signIn(EMAIL);
    expect(slugOf(await kit.people.createKey(caller, bad))).toBe(expected);
  });
});

describe("profiles and merchants", () => {
  test("a profile changes against its version", async () => {
    const kit = createPeopleKit();
    const { caller } = await kit.signIn(EMAIL);
    const patch = { name: " Zoë  ", locale: "de", zone: "europe/berlin", country: "DE", currency: "EUR" };
    expect(valueOf(await kit.people.changeMe(caller, 1, patch))).toMatchObject({
      ...patch,
      name: "Zoë",
      zone: "Europe/Berlin",
      version: 2,
    });
    expect(slugOf(await kit.people.changeMe(caller, 1, { name: "Stale" }))).toBe("precondition-failed");
  });

  test.each([
    [{ name: "\u200b" }, "text-empty /name"],
    [{ name: "x".repeat(61) }, "text-too-long /name"],
    [{ locale: "tlh" }, "language-invalid /locale"],
    [{ zone: "Mars/Olympus" }, "zone-invalid /zone"],
    [{ zone: "+02:00" }, "zone-invalid /zone"],
    [{ country: "de" }, "country-invalid /country"],
    [{ currency: "cny" }, "currency-invalid /currency"],
  ])("%j is refused and changes nothing", async (patch, expected) => {
    const kit = createPeopleKit();
    const { caller } = await kit.signIn(EMAIL);
    expect(slugOf(await kit.people.changeMe(caller, 1, patch))).toBe(expected);
    expect(valueOf(await kit.people.me(caller)).version).toBe(1);
  });

  const application = { name: "Bäckerei", country: "AT", registration: "FN 1234" };

  test("a merchant is pending until an operator verifies, and only then counts as one", async () => {
    const kit = createPeopleKit();
    const { token, caller } = await kit.signIn(EMAIL);
    const operator = (await kit.operator()).caller;
    const { id } = valueOf(await kit.people.applyAsMerchant(caller, application));
    expect(slugOf(await kit.people.applyAsMerchant(caller, application))).toBe("already-applied");

    const pending = await kit.people.callerOfSession(token);
    expect(pending).toMatchObject({ merchantId: id, roles: ["buyer"] });
    expect(pending?.scopes).toContain("offers:write"); // So that an offer is refused by name, not by scope.

    expect(slugOf(await kit.people.verifyMerchant(caller, id, "I say so"))).toBe("forbidden");
    expect(slugOf(await kit.people.verifyMerchant(operator, id, " "))).toBe("text-empty /reason");
    expect(slugOf(await kit.people.verifyMerchant(operator, "mer_nobody", "Seen"))).toBe("not-found");
    expect(valueOf(await kit.people.verifyMerchant(operator, id, "Register seen")).state).toBe("verified");
    expect(valueOf(await kit.people.verifyMerchant(operator, id, "Again")).state).toBe("verified");
    expect((await kit.people.callerOfSession(token))?.roles).toEqual(["buyer", "merchant"]);
  });

  test.each([
    ["javascript:alert(1)", "url-scheme /website"],
    ["http://example.org", "url-scheme /website"],
    ["https://", "url-invalid /website"],
    ["https://example.org/a b", "url-invalid /website"],
  ])("bad input 54: a website %j", async (website, expected) => {
    const kit = createPeopleKit();
    const { caller } = await kit.signIn(EMAIL);
    expect(slugOf(await kit.people.applyAsMerchant(caller, { ...application, website }))).toBe(expected);
  });
});

describe("the sandbox", () => {
  test.each(["buyer", "merchant", "operator"] as const)("a %s to act with", async (role) => {
    const kit = createPeopleKit();
    const actor = valueOf(await kit.sandbox().actor({ role, name: "学校の友", country: "JP" }));
    const caller = valueOf(await kit.people.callerOfKey(actor.token));
    expect(caller).toMatchObject({ personId: actor.id, email: actor.email, name: "学校の友", country: "JP" });
    expect(caller.roles).toContain(role);
    if (role === "merchant") expect(valueOf(await kit.people.myMerchant(caller)).state).toBe("verified");
    expect((await kit.signIn(actor.email)).person.id).toBe(actor.id);
  });

  test("a demo makes no operators and shows nobody's mail unasked", async () => {
    const kit = createPeopleKit({ mode: "demo" });
    const sandbox = kit.sandbox();
    await kit.signIn(EMAIL);
    await kit.makeOperator((await kit.signIn("first@example.org")).person.id);
    expect(slugOf(await sandbox.actor({ role: "operator", name: "Mallory" }))).toBe("forbidden");
    expect(slugOf(await sandbox.mailbox(null))).toBe("forbidden");
    expect(slugOf(await sandbox.mailbox("First@example.org"))).toBe("forbidden");
    expect(valueOf(await sandbox.mailbox(EMAIL))).toHaveLength(1);
  });

  test("it refuses to exist in live", () => {
    expect(() => createPeopleKit({ mode: "live" }).sandbox()).toThrow("does not exist");
  });
});
