import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createD1CodeStore } from "../../worker/adapters/catalogue/code-store.ts";
import { createD1IdempotencyRecords } from "../../worker/adapters/catalogue/idempotency-records.ts";
import { createD1KeyStore } from "../../worker/adapters/catalogue/key-store.ts";
import { createD1Mailbox } from "../../worker/adapters/catalogue/mailbox.ts";
import { createD1OperatorRoles } from "../../worker/adapters/catalogue/operator-roles.ts";
import { createD1PasskeyStore } from "../../worker/adapters/catalogue/passkey-store.ts";
import { createD1PeopleStore } from "../../worker/adapters/catalogue/people-store.ts";
import { createD1SessionStore } from "../../worker/adapters/catalogue/session-store.ts";
import { createSeal } from "../../worker/adapters/seal.ts";
import { createPasskeyVerifier } from "../../worker/adapters/passkeys.ts";
import { timingSafeEqual } from "../../worker/adapters/timing-safe-equal.ts";
import { createPeopleUseCases } from "../../worker/app/people/people.ts";
import { operatorLinkSql } from "../../scripts/operator-link-sql.ts";
import { createAuthenticator } from "../support/authenticator.ts";
import { createCountingIds, createHandClock } from "../support/edge-doubles.ts";
import { passkeyStoreContract } from "../support/passkey-contract.ts";
import { peopleStoreContract } from "../support/people-contract.ts";
import { slugOf, valueOf } from "../support/people-kit.ts";
import { createMemoryPost } from "../support/mail-memory.ts";
import type { PeopleStores } from "../support/people-memory.ts";

const clock = createHandClock();
const ids = createCountingIds(clock);

beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE);
});

const stores = (): PeopleStores => ({
  people: createD1PeopleStore(env.CATALOGUE),
  sessions: createD1SessionStore(env.CATALOGUE),
  keys: createD1KeyStore(env.CATALOGUE),
  codes: createD1CodeStore(env.CATALOGUE),
  mailbox: createD1Mailbox(env.CATALOGUE, clock, ids),
  passkeys: createD1PasskeyStore(env.CATALOGUE),
  operatorRoles: createD1OperatorRoles(env.CATALOGUE),
  async addOperatorLink({ tokenHash, isAgain, expiresAtMs }) {
    await env.CATALOGUE.exec(operatorLinkSql({ tokenHash, isAgain, expiresAtMs }));
  },
});
peopleStoreContract("D1", stores);
passkeyStoreContract("D1", stores);

test("an authenticator's answers are verified inside the runtime of Workers, and nobody else's origin", async () => {
  const people = createPeopleUseCases({
    ...stores(),
    mode: "test",
    post: createMemoryPost(createD1Mailbox(env.CATALOGUE, clock, ids), clock).post,
    clock,
    ids,
    pepper: new Uint8Array(32),
    sameDigest: timingSafeEqual,
    passkeyVerifier: createPasskeyVerifier(),
  });
  const place = { origin: "https://onebell.test", browser: null };
  const email = "key@example.org";
  valueOf(await people.requestCode({ email }));
  const [mail] = await stores().mailbox.messages(email);
  const { token } = valueOf(await people.signIn({ email, code: /\d{8}/.exec(mail?.text ?? "")?.[0] ?? "" }));
  const caller = await people.callerOfSession(token);
  if (caller === null) throw new Error("A new session has a caller.");

  const authenticator = await createAuthenticator(place.origin);
  const asked = valueOf(await people.askRegistration(caller, place));
  const made = await authenticator.register(asked.options);
  const here = { ...place, browser: asked.browser };
  expect(valueOf(await people.addPasskey(caller, { passkey: made, place: here })).passkey).toMatchObject({
    isSynced: false,
  });

  const shown = async (origin?: string) => {
    const { options } = valueOf(await people.askPasskey(here));
    const passkey = await authenticator.assert(options, origin === undefined ? {} : { origin });
    return slugOf(await people.signInByPasskey({ passkey, place: here }));
  };
  expect(await shown()).toBe("ok");
  expect(await shown("https://evil.test")).toBe("passkey-invalid");
});

describe("idempotency records in D1", () => {
  const answer = { status: 201, headers: { "content-type": "application/json" }, body: '{"token":"gbk_test_secret"}' };
  const recordsNow = async () =>
    createD1IdempotencyRecords(env.CATALOGUE, clock, await createSeal(new Uint8Array(32), "idempotency", ids));

  test("bad inputs 76, 77: one takes the command, the others wait, differ or hear the same answer", async () => {
    const records = await recordsNow();
    const begun = await Promise.all([1, 2, 3].map(() => records.begin("c", "f")));
    expect(begun.map(({ kind }) => kind).sort()).toEqual(["fresh", "in-progress", "in-progress"]);
    expect(await records.begin("c", "other")).toEqual({ kind: "reused" });

    await records.finish("c", answer);
    expect(await records.begin("c", "f")).toEqual({ kind: "replay", answer });
    expect(await records.begin("c", "other")).toEqual({ kind: "reused" });
  });

  test("the store holds no answer in clear", async () => {
    const records = await recordsNow();
    await records.begin("c", "f");
    await records.finish("c", answer);
    const row = await env.CATALOGUE.prepare("SELECT sealed_answer FROM idempotency_records").first<{
      sealed_answer: string;
    }>();
    expect(row?.sealed_answer).not.toContain("token");
    expect(row?.sealed_answer.length).toBeGreaterThan(answer.body.length);
  });

  test("a command without effect, an abandoned one and one a day old may be sent again", async () => {
    const records = await recordsNow();
    await records.begin("refused", "f");
    await records.forget("refused");
    expect(await records.begin("refused", "corrected")).toEqual({ kind: "fresh" });

    await records.begin("died", "f");
    clock.advance(60_001);
    expect(await records.begin("died", "f")).toEqual({ kind: "fresh" });

    await records.finish("died", answer);
    clock.advance(86_400_001);
    expect(await records.begin("died", "another day")).toEqual({ kind: "fresh" });
  });
});
