/** Another e-mail address: shown by a code that reaches it, told to the old one, and taken from nobody. */
import { describe, expect, test } from "vitest";
import { CODE_LIFE_MS, CODE_TRIES_MAXIMUM } from "../../worker/app/people/rules.ts";
import { createPeopleKit, slugOf, valueOf } from "../support/people-kit.ts";

const NEW = "new@example.org";

async function asked(email = NEW) {
  const kit = createPeopleKit();
  const ana = await kit.signIn("ana@example.org");
  valueOf(await kit.people.askEmailChange(ana.caller, { email }));
  const change = (code: string, to = email, caller = ana.caller) =>
    kit.people.changeEmail(caller, { email: to, code }).then(slugOf);
  return { kit, ana, change };
}

describe("an address of one's own", () => {
  test("is changed by its code, once; the old address is told, other sessions end, and mail follows", async () => {
    const { kit, ana, change } = await asked();
    const other = await kit.signIn("ana@example.org");
    const code = await kit.codeFor(NEW);
    expect(await change(code.slice(0, 4) + " " + code.slice(4))).toBe("ok");
    expect((await kit.people.callerOfSession(ana.token))?.email).toBe(NEW);
    expect(await kit.people.callerOfSession(other.token)).toBeNull();
    const [told, ...rest] = await kit.stores.mailbox.messages("ana@example.org");
    expect(rest).toEqual([]);
    expect(told?.text).toContain("n…@example.org");
    expect(told?.text).not.toContain(NEW);
    expect(await change(code)).toBe("code-invalid"); // Twice.
    expect((await kit.signIn(NEW)).person.id).toBe(ana.person.id);
    expect((await kit.signIn("ana@example.org")).person.id).not.toBe(ana.person.id);
  });

  test("a wrong code, a late one, and one too many tries", async () => {
    const { kit, change } = await asked();
    const code = await kit.codeFor(NEW);
    for (let n = 0; n < CODE_TRIES_MAXIMUM; n += 1) expect(await change("x")).toBe("code-invalid");
    expect(await change(code)).toBe("code-invalid");

    const late = await asked();
    const right = await late.kit.codeFor(NEW);
    late.kit.clock.advance(CODE_LIFE_MS);
    const again = await late.kit.signIn("ana@example.org");
    expect(await late.change(right, NEW, again.caller)).toBe("code-invalid");
  });

  test("needs a session proven just now, at both steps, and no key", async () => {
    const { kit, ana, change } = await asked();
    const code = await kit.codeFor(NEW);
    kit.clock.advance(3_600_000);
    expect(await change(code)).toBe("sign-in-stale");
    expect(slugOf(await kit.people.askEmailChange(ana.caller, { email: NEW }))).toBe("sign-in-stale");
    const key = { ...ana.caller, via: "key" } as const;
    expect(slugOf(await kit.people.askEmailChange(key, { email: NEW }))).toBe("sign-in-stale");
  });

  test("an address that somebody has is answered alike: nothing is sent there, and its owner's code stays", async () => {
    const kit = createPeopleKit();
    const ana = await kit.signIn("ana@example.org");
    await kit.signIn("ben@example.org");
    valueOf(await kit.people.requestCode({ email: "ben@example.org" }));
    const before = (await kit.stores.mailbox.messages("ben@example.org")).length;
    expect(valueOf(await kit.people.askEmailChange(ana.caller, { email: "Ben@example.org" }))).toEqual({ sent: true });
    expect(await kit.stores.mailbox.messages("ben@example.org")).toHaveLength(before);
    const code = await kit.codeFor("ben@example.org");
    expect(slugOf(await kit.people.signIn({ email: "ben@example.org", code }))).toBe("ok");
  });

  test("the code signs nobody in, and is nobody else's", async () => {
    const { kit, change } = await asked();
    const code = await kit.codeFor(NEW);
    const ben = await kit.signIn("ben@example.org");
    expect(await change(code, NEW, ben.caller)).toBe("code-invalid");
    expect(slugOf(await kit.people.signIn({ email: NEW, code }))).toBe("code-invalid");
    expect(await change(code)).toBe("ok");
  });

  test("of two who want one address the last to be sent a code has it; whoever comes in between has it first", async () => {
    const { kit, change } = await asked();
    const first = await kit.codeFor(NEW);
    const ben = await kit.signIn("ben@example.org");
    valueOf(await kit.people.askEmailChange(ben.caller, { email: NEW }));
    const second = await kit.codeFor(NEW);
    expect(await Promise.all([change(first), change(second, NEW, ben.caller)])).toEqual(["code-invalid", "ok"]);

    const late = await asked();
    const code = await late.kit.codeFor(NEW);
    const anaBefore = await late.kit.stores.people.person(late.ana.person.id);
    if (anaBefore === null) throw new Error("Ana is there.");
    await late.kit.stores.people.findOrAdd({ ...anaBefore, id: "usr_between", email: NEW });
    expect(await late.change(code)).toBe("code-invalid");
    expect((await late.kit.stores.people.person(late.ana.person.id))?.email).toBe("ana@example.org");
  });
});
