import { describe, expect, test } from "vitest";
import type { Caller, Place } from "../../worker/app/app.ts";
import type { PeopleDependencies } from "../../worker/app/people/dependencies.ts";
import { tokenHashOf } from "../../worker/app/people/secrets.ts";
import type { PasskeyAssertion } from "../../worker/contract/passkeys.ts";
import { createAuthenticator, type Authenticator, type Whims } from "../support/authenticator.ts";
import { createPeopleKit, slugOf, valueOf } from "../support/people-kit.ts";

const MINUTE_MS = 60_000;
const ORIGIN = "https://onebell.test";
const ANA = "ana@example.org";

/** People, authenticators, and the one browser in which all of it happens unless a test says otherwise. */
function createStage(changes: Partial<PeopleDependencies> = {}) {
  const kit = createPeopleKit(changes);
  const { people } = kit;
  let here: Place = { origin: ORIGIN, browser: null };

  async function callerOf(token: string): Promise<Caller> {
    const caller = await people.callerOfSession(token);
    if (caller === null) throw new Error("The session has ended.");
    return caller;
  }

  async function question(place = here) {
    const asked = valueOf(await people.askPasskey(place));
    here = { ...here, browser: asked.browser };
    return asked.options;
  }

  async function register(caller: Caller, authenticator?: Authenticator, whims: Whims = {}) {
    const used = authenticator ?? (await createAuthenticator(ORIGIN));
    const asked = await people.askRegistration(caller, here);
    if (!asked.ok) return { authenticator: used, answer: asked };
    here = { ...here, browser: asked.value.browser };
    const passkey = await used.register(asked.value.options, whims);
    return { authenticator: used, answer: await people.addPasskey(caller, { passkey, place: here, name: "Phone" }) };
  }

  const show = (passkey: PasskeyAssertion, place = here) => people.signInByPasskey({ passkey, place });

  return {
    kit,
    people,
    callerOf,
    question,
    register,
    show,
    here: () => here,
    operatorRoles: kit.stores.operatorRoles,
    async withPasskey(email = ANA) {
      const { caller, token, person } = await kit.signIn(email);
      const { authenticator, answer } = await register(caller);
      return { caller, token, person, authenticator, passkey: valueOf(answer).passkey };
    },
    async signInBy(authenticator: Authenticator, whims: Whims = {}) {
      return show(await authenticator.assert(await question(), whims));
    },
    /** Proves it anew by passkey, and answers who they are then. */
    async proveBy(caller: Caller, authenticator: Authenticator, whims: Whims = {}) {
      const passkey = await authenticator.assert(await question(), whims);
      return people.prove(caller, { passkey, place: here });
    },
    async proveByCode(caller: Caller) {
      valueOf(await people.requestCode({ email: caller.email }));
      return people.prove(caller, { code: await kit.codeFor(caller.email), place: here });
    },
  };
}

describe("signing in with a passkey", () => {
  test("ID1: a passkey made in a session opens another, without an address", async () => {
    const stage = createStage();
    const { authenticator, person } = await stage.withPasskey();
    const signedIn = valueOf(await stage.signInBy(authenticator));
    expect(signedIn.person.id).toBe(person.id);
    const caller = await stage.callerOf(signedIn.token);
    const newest = valueOf(await stage.people.sessions(caller)).find(({ isCurrent }) => isCurrent);
    expect(newest).toMatchObject({ method: "passkey" });
    expect(valueOf(await stage.people.passkeys(caller))).toMatchObject([
      { name: "Phone", lastUsedAt: newest?.createdAt, isSynced: false, counterFellAt: null },
    ]);
  });

  test("ID2: a question is answered once, within five minutes, in the browser that asked it", async () => {
    const stage = createStage();
    const { authenticator } = await stage.withPasskey();
    const once = await authenticator.assert(await stage.question());
    expect(slugOf(await stage.show(once))).toBe("ok");
    expect(slugOf(await stage.show(once))).toBe("challenge-expired");

    const late = await authenticator.assert(await stage.question());
    stage.kit.clock.advance(5 * MINUTE_MS);
    expect(slugOf(await stage.show(late))).toBe("challenge-expired");

    const elsewhere = await authenticator.assert(await stage.question());
    expect(slugOf(await stage.show(elsewhere, { origin: ORIGIN, browser: "x".repeat(43) }))).toBe("challenge-expired");
    expect(slugOf(await stage.show(elsewhere))).toBe("challenge-expired"); // It was spent on the wrong one.
    expect(slugOf(await stage.signInBy(authenticator, { challenge: "AAAA" }))).toBe("challenge-expired");
  });

  test("ID2: two tabs of one browser may ask at once", async () => {
    const stage = createStage();
    const { authenticator } = await stage.withPasskey();
    const [first, second] = [await stage.question(), await stage.question()];
    expect(slugOf(await stage.show(await authenticator.assert(second)))).toBe("ok");
    expect(slugOf(await stage.show(await authenticator.assert(first)))).toBe("ok");
  });

  test("ID2: an answer to a registration is none to a sign-in, and that of one person is none of another's", async () => {
    const stage = createStage();
    const { caller, authenticator } = await stage.withPasskey();
    const asked = valueOf(await stage.people.askRegistration(caller, stage.here())).options;
    const crossed = await authenticator.assert({
      rpId: asked.rp.id,
      challenge: asked.challenge,
      timeout: 0,
      userVerification: "preferred",
      allowCredentials: [],
    });
    expect(slugOf(await stage.show(crossed))).toBe("challenge-expired");

    const ben = (await stage.kit.signIn("ben@example.org")).caller;
    const forAna = valueOf(await stage.people.askRegistration(caller, stage.here())).options;
    const passkey = await (await createAuthenticator(ORIGIN)).register(forAna);
    expect(slugOf(await stage.people.addPasskey(ben, { passkey, place: stage.here() }))).toBe("challenge-expired");
  });

  test.each<[string, Whims]>([
    ["another origin", { origin: "https://0nebell.test" }],
    ["a host below ours", { origin: "https://shop.onebell.test" }],
    ["another port", { origin: "https://onebell.test:8443" }],
    ["another name of the party", { rpId: "evil.test" }],
    ["another person's handle", { userHandle: "dXNyX3NvbWVib2R5" }],
  ])("ID3: %s opens nothing", async (_what, whims) => {
    const stage = createStage();
    const { authenticator } = await stage.withPasskey();
    expect(slugOf(await stage.signInBy(authenticator, whims))).toBe("passkey-invalid");
    expect(slugOf(await stage.signInBy(authenticator))).toBe("ok");
  });

  test("ID3: an unknown passkey, a forged signature and one that was cut off are told the same", async () => {
    const stage = createStage();
    const { authenticator } = await stage.withPasskey();
    const stranger = await createAuthenticator(ORIGIN);
    expect(slugOf(await stage.signInBy(stranger))).toBe("passkey-invalid");

    const forged = {
      ...(await stranger.assert(await stage.question())),
      id: authenticator.id,
      rawId: authenticator.id,
    };
    expect(slugOf(await stage.show({ ...forged, response: { ...forged.response, userHandle: undefined } }))).toBe(
      "passkey-invalid",
    );
    const whole = await authenticator.assert(await stage.question());
    for (const field of ["clientDataJSON", "authenticatorData", "signature"] as const) {
      const cut = { ...whole, response: { ...whole.response, [field]: whole.response[field].slice(0, 20) } };
      expect(["passkey-invalid", "challenge-expired"]).toContain(slugOf(await stage.show(cut)));
    }
    for (const clientDataJSON of ["", "!", "bm8", "bnVsbA"]) {
      expect(slugOf(await stage.show({ ...whole, response: { ...whole.response, clientDataJSON } }))).toBe(
        "passkey-invalid",
      );
    }
  });

  test("ID4: a counter that falls back is kept, and the passkey opens nothing any more", async () => {
    const stage = createStage();
    const { caller, authenticator } = await stage.withPasskey();
    expect(slugOf(await stage.signInBy(authenticator, { counter: 7 }))).toBe("ok");
    expect(slugOf(await stage.signInBy(authenticator, { counter: 7 }))).toBe("passkey-invalid");
    expect(slugOf(await stage.signInBy(authenticator, { counter: 8 }))).toBe("passkey-invalid");
    expect(valueOf(await stage.people.passkeys(caller))[0]?.counterFellAt).not.toBeNull();
  });

  test("ID5: an address in numbers has no passkeys; localhost has", async () => {
    const stage = createStage();
    const ask = async (origin: string) => slugOf(await stage.people.askPasskey({ origin, browser: null }));
    expect(await ask("https://192.168.1.20:8443")).toBe("passkey-needs-name");
    expect(await ask("https://[::1]:8443")).toBe("passkey-needs-name");
    expect(await ask("http://localhost:8787")).toBe("ok");
  });

  test("a question names nobody, whoever is known", async () => {
    const stage = createStage();
    await stage.withPasskey();
    expect(await stage.question()).toEqual({
      rpId: "onebell.test",
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      timeout: 5 * MINUTE_MS,
      userVerification: "preferred",
      allowCredentials: [],
    });
  });
});

describe("the passkeys of a person", () => {
  test("ID6: added and removed only ten minutes after a proof, and by no key", async () => {
    const stage = createStage();
    const { caller, passkey, authenticator } = await stage.withPasskey();
    const { token } = valueOf(
      await stage.people.createKey(caller, { name: "k", scopes: ["profile:read", "profile:write", "keys:manage"] }),
    );
    const byKey = valueOf(await stage.people.callerOfKey(token));
    expect(slugOf((await stage.register(byKey)).answer)).toBe("sign-in-stale");
    expect(slugOf(await stage.people.removePasskey(byKey, passkey.id))).toBe("sign-in-stale");

    stage.kit.clock.advance(10 * MINUTE_MS);
    expect(slugOf((await stage.register(caller)).answer)).toBe("sign-in-stale");
    expect(slugOf(await stage.people.removePasskey(caller, passkey.id))).toBe("sign-in-stale");
    valueOf(await stage.proveBy(caller, authenticator));
    expect(slugOf((await stage.register(caller)).answer)).toBe("ok");
    expect(slugOf(await stage.people.removePasskey(caller, passkey.id))).toBe("ok");
    expect(slugOf(await stage.signInBy(authenticator))).toBe("passkey-invalid");
  });

  test("another's is not there to be renamed or removed", async () => {
    const stage = createStage();
    const { caller, passkey } = await stage.withPasskey();
    const ben = (await stage.kit.signIn("ben@example.org")).caller;
    expect(slugOf(await stage.people.renamePasskey(ben, passkey.id, "Mine"))).toBe("not-found");
    expect(slugOf(await stage.people.removePasskey(ben, passkey.id))).toBe("not-found");
    expect(slugOf(await stage.people.renamePasskey(caller, passkey.id, " "))).toBe("text-empty /name");
    expect(valueOf(await stage.people.renamePasskey(caller, passkey.id, "Desk"))).toMatchObject({ name: "Desk" });
  });

  test("a credential is registered once, whoever tries", async () => {
    const stage = createStage();
    const { authenticator } = await stage.withPasskey();
    const ben = (await stage.kit.signIn("ben@example.org")).caller;
    expect(slugOf((await stage.register(ben, authenticator)).answer)).toBe("passkey-known");
  });

  test("ID3: one made for another origin is not registered", async () => {
    const stage = createStage();
    const { caller } = await stage.kit.signIn(ANA);
    expect(slugOf((await stage.register(caller, undefined, { origin: "https://evil.test" })).answer)).toBe(
      "passkey-invalid",
    );
    expect(slugOf((await stage.register(caller, undefined, { rpId: "evil.test" })).answer)).toBe("passkey-invalid");
    expect(valueOf(await stage.people.passkeys(caller))).toEqual([]);
  });
});

describe("sessions", () => {
  test("ASVS 7.2.4: each proof gives the session a new token, and the one before opens nothing", async () => {
    const stage = createStage();
    const { caller, token } = await stage.kit.signIn(ANA);
    const { answer } = await stage.register(caller);
    const second = valueOf(answer).token;
    expect(await stage.people.callerOfSession(token)).toBeNull();
    const renewed = await stage.callerOf(second ?? "");
    expect(renewed.credentialId).toBe(caller.credentialId);
    const third = valueOf(await stage.proveByCode(renewed)).token;
    expect(await stage.people.callerOfSession(second ?? "")).toBeNull();
    expect(valueOf(await stage.people.sessions(await stage.callerOf(third)))).toHaveLength(1);
  });

  test("ASVS 7.5.1: a code, or one's own passkey, proves it anew; another's and a key do not", async () => {
    const stage = createStage();
    const { caller } = await stage.withPasskey();
    const ben = await stage.withPasskey("ben@example.org");
    expect(slugOf(await stage.proveBy(caller, ben.authenticator))).toBe("passkey-invalid");
    expect(slugOf(await stage.people.prove(caller, { place: stage.here() }))).toBe("required /code");
    expect(slugOf(await stage.people.prove(caller, { code: "00000000", place: stage.here() }))).toBe("code-invalid");
    expect(slugOf(await stage.people.prove({ ...caller, via: "key" }, { place: stage.here() }))).toBe("sign-in-stale");
    expect(slugOf(await stage.proveByCode(caller))).toBe("ok");
  });

  test("ASVS 7.4.2: one by one, and all others, and nobody else's", async () => {
    const stage = createStage();
    const [here, there, third] = [
      await stage.kit.signIn(ANA),
      await stage.kit.signIn(ANA),
      await stage.kit.signIn(ANA),
    ];
    const ben = await stage.kit.signIn("ben@example.org");
    expect(slugOf(await stage.people.endSession(ben.caller, there.caller.credentialId))).toBe("not-found");
    valueOf(await stage.people.endSession(here.caller, there.caller.credentialId));
    expect(await stage.people.callerOfSession(there.token)).toBeNull();
    expect(valueOf(await stage.people.endOtherSessions(here.caller))).toEqual({ ended: 1 });
    expect(await stage.people.callerOfSession(third.token)).toBeNull();
    for (const { token } of [here, ben]) expect(await stage.people.callerOfSession(token)).not.toBeNull();
  });
});

describe("OP4: the operators' door", () => {
  /** An operator who was made one by another, and has done nothing yet. */
  async function newOperator(stage: ReturnType<typeof createStage>, email = ANA) {
    await stage.kit.makeOperator((await stage.kit.signIn(email)).person.id);
    return stage.kit.signIn(email);
  }

  test("a code opens nothing of the console; the first passkey does, in the same session", async () => {
    const stage = createStage();
    const { caller } = await newOperator(stage);
    expect(caller).toMatchObject({ needsPasskey: true, roles: ["buyer"] });
    expect(caller.scopes).not.toContain("operator:read");
    const { authenticator, answer } = await stage.register(caller);
    const inside = await stage.callerOf(valueOf(answer).token ?? "");
    expect(inside).toMatchObject({ needsPasskey: false, roles: ["buyer", "operator"] });
    expect(inside.scopes).toContain("operator:write");
    const again = await stage.callerOf(valueOf(await stage.signInBy(authenticator)).token);
    expect(again.needsPasskey).toBe(false);
  });

  test("a passkey that nobody unlocked is a way in for a buyer, and none to the console", async () => {
    const stage = createStage();
    const { caller } = await newOperator(stage);
    expect(slugOf((await stage.register(caller, undefined, { isUserVerified: false })).answer)).toBe("passkey-invalid");
    const { authenticator } = await stage.register(caller);
    const touched = await stage.callerOf(valueOf(await stage.signInBy(authenticator, { isUserVerified: false })).token);
    expect(touched.needsPasskey).toBe(true);
    expect(slugOf(await stage.proveBy(touched, authenticator, { isUserVerified: false }))).toBe("passkey-invalid");
    const { token } = valueOf(await stage.proveBy(touched, authenticator));
    expect((await stage.callerOf(token)).needsPasskey).toBe(false);
  });

  test("what a mailbox opens neither adds a second passkey, nor removes one, nor proves anything", async () => {
    const stage = createStage();
    const { caller } = await newOperator(stage);
    const { passkey } = valueOf((await stage.register(caller)).answer);
    const thief = (await stage.kit.signIn(ANA)).caller;
    expect(slugOf((await stage.register(thief)).answer)).toBe("passkey-required");
    expect(slugOf(await stage.people.removePasskey(thief, passkey.id))).toBe("passkey-required");
    expect(slugOf(await stage.proveByCode(thief))).toBe("passkey-required");
    expect(slugOf(await stage.people.createKey(thief, { name: "k", scopes: ["operator:read"] }))).toBe("scope-missing");
  });

  test("two first passkeys at once: one is registered", async () => {
    const stage = createStage();
    const { caller } = await newOperator(stage);
    const other = (await stage.kit.signIn(ANA)).caller;
    const both = await Promise.all([stage.register(caller), stage.register(other)]);
    expect(both.map(({ answer }) => slugOf(answer)).filter((slug) => slug === "ok")).toHaveLength(1);
  });

  test("the last passkey of an operator stays", async () => {
    const stage = createStage();
    const { caller } = await newOperator(stage);
    const first = valueOf((await stage.register(caller)).answer);
    const inside = await stage.callerOf(first.token ?? "");
    expect(slugOf(await stage.people.removePasskey(inside, first.passkey.id))).toBe("passkey-last");
    const second = valueOf((await stage.register(inside)).answer);
    const still = await stage.callerOf(second.token ?? "");
    expect(slugOf(await stage.people.removePasskey(still, first.passkey.id))).toBe("ok");
  });

  test("keys with an operator's scopes are made after a proof, and by no key", async () => {
    const stage = createStage();
    const { caller } = await newOperator(stage);
    const { authenticator, answer } = await stage.register(caller);
    const inside = await stage.callerOf(valueOf(answer).token ?? "");
    const wanted = { name: "k", scopes: ["operator:read", "keys:manage"] } as const;
    const mint = (by: Caller) => stage.people.createKey(by, { ...wanted, scopes: [...wanted.scopes] });
    const byKey = valueOf(await stage.people.callerOfKey(valueOf(await mint(inside)).token));
    expect(slugOf(await mint(byKey))).toBe("sign-in-stale");
    stage.kit.clock.advance(10 * MINUTE_MS);
    expect(slugOf(await mint(inside))).toBe("sign-in-stale");
    const proven = await stage.callerOf(valueOf(await stage.proveBy(inside, authenticator)).token);
    expect(slugOf(await mint(proven))).toBe("ok");
  });

  test.each(["demo", "live"] as const)("in %s an address of the sandbox is an address like others", async (mode) => {
    const stage = createStage({ mode });
    const { caller } = await newOperator(stage, "otto@sandbox.test");
    expect(caller.needsPasskey).toBe(true);
  });

  describe("the one-time link", () => {
    const LINK = "t".repeat(43);
    async function linked(isAgain = false) {
      const stage = createStage();
      const expiresAtMs = stage.kit.clock.nowMs() + 60 * MINUTE_MS;
      await stage.kit.stores.addOperatorLink({ tokenHash: tokenHashOf(LINK), isAgain, expiresAtMs });
      return stage;
    }

    test("makes the first operator, who then registers a passkey", async () => {
      const stage = await linked();
      const { token, caller } = await stage.kit.signIn(ANA);
      expect(slugOf(await stage.people.claimOperator(caller, "wrong"))).toBe("operator-link-invalid");
      valueOf(await stage.people.claimOperator(caller, LINK));
      expect(await stage.callerOf(token)).toMatchObject({ needsPasskey: true });
      expect(slugOf((await stage.register(caller)).answer)).toBe("ok");
      const ben = (await stage.kit.signIn("ben@example.org")).caller;
      expect(slugOf(await stage.people.claimOperator(ben, LINK))).toBe("operator-link-invalid");
    });

    test("wants a fresh proof, and is over after an hour", async () => {
      const stage = await linked();
      const { caller } = await stage.kit.signIn(ANA);
      stage.kit.clock.advance(10 * MINUTE_MS);
      expect(slugOf(await stage.people.claimOperator(caller, LINK))).toBe("sign-in-stale");
      stage.kit.clock.advance(50 * MINUTE_MS);
      const anew = (await stage.kit.signIn(ANA)).caller;
      expect(slugOf(await stage.people.claimOperator(anew, LINK))).toBe("operator-link-invalid");
    });

    test("is the way back for the only operator, where it says so", async () => {
      const stage = await linked();
      const { caller } = await newOperator(stage);
      await stage.register(caller);
      const locked = (await stage.kit.signIn(ANA)).caller;
      expect(slugOf(await stage.people.claimOperator(locked, LINK))).toBe("operator-link-invalid");
      const again = "a".repeat(43);
      const expiresAtMs = stage.kit.clock.nowMs() + MINUTE_MS;
      await stage.kit.stores.addOperatorLink({ tokenHash: tokenHashOf(again), isAgain: true, expiresAtMs });
      valueOf(await stage.people.claimOperator(locked, again));
      expect(slugOf((await stage.register(locked)).answer)).toBe("ok");
    });

    test("a passkey that somebody else had put on the account before is worth nothing after", async () => {
      const stage = await linked();
      const thief = await stage.withPasskey(); // Where anybody can read anybody's codes.
      const { caller } = await stage.kit.signIn(ANA);
      valueOf(await stage.people.claimOperator(caller, LINK));
      expect(await stage.people.callerOfSession(thief.token)).toBeNull();
      expect(slugOf(await stage.signInBy(thief.authenticator))).toBe("passkey-invalid");
    });
  });
});
