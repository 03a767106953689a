import { createPeopleUseCases } from "../../worker/app/people/people.ts";
import type { PeopleDependencies } from "../../worker/app/people/dependencies.ts";
import { createPeopleSandbox } from "../../worker/app/people/sandbox.ts";
import { createPasskeyVerifier } from "../../worker/adapters/passkeys.ts";
import { timingSafeEqual } from "../../worker/adapters/timing-safe-equal.ts";
import type { Problem } from "../../worker/contract/problems.ts";
import type { Result } from "../../worker/core/result.ts";
import { createCountingIds, createHandClock } from "./edge-doubles.ts";
import { createMemoryPost } from "./mail-memory.ts";
import { createMemoryStores } from "./people-memory.ts";

/** The people side over stores in memory, a clock in the hand and countable chance. */
export function createPeopleKit(changes: Partial<PeopleDependencies> = {}) {
  const clock = createHandClock();
  const ids = createCountingIds(clock);
  const stores = createMemoryStores(clock, ids);
  const dependencies = {
    mode: "test",
    ...stores,
    post: createMemoryPost(stores.mailbox, clock).post,
    clock,
    ids,
    pepper: new Uint8Array(32).fill(7),
    sameDigest: timingSafeEqual,
    passkeyVerifier: createPasskeyVerifier(),
    ...changes,
  } as const satisfies PeopleDependencies;
  const people = createPeopleUseCases(dependencies);

  return {
    clock,
    stores,
    dependencies,
    people,
    sandbox: () => createPeopleSandbox({ ...dependencies, mailbox: stores.mailbox }),

    /** The code in the newest mail to an address. */
    async codeFor(email: string): Promise<string> {
      const [mail] = await stores.mailbox.messages(email.toLowerCase());
      const code = /\d{8}/.exec(mail?.text ?? "")?.[0];
      if (code === undefined) throw new Error(`No code was mailed to ${email}.`);
      return code;
    },

    /** Makes somebody an operator as another one would; whatever they had open is closed. */
    async makeOperator(personId: string): Promise<void> {
      const act = {
        id: ids.next("evt"),
        operatorId: "usr_o",
        action: "make_operator",
        reason: "Test",
        atMs: clock.nowMs(),
      } as const;
      if (!(await stores.operatorRoles.make(personId, act))) throw new Error("Nobody became an operator.");
    },

    /** One of the sandbox's operators, who come by code. */
    async operator() {
      const { email } = valueOf(await this.sandbox().actor({ role: "operator", name: "Otto" }));
      return this.signIn(email);
    },

    async signIn(email: string) {
      valueOf(await people.requestCode({ email }));
      const { token, person } = valueOf(await people.signIn({ email, code: await this.codeFor(email) }));
      const caller = await people.callerOfSession(token);
      if (caller === null) throw new Error("A new session has a caller.");
      return { token, person, caller };
    },
  };
}

export function valueOf<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new Error(`Refused: ${result.error.slug} ${result.error.detail ?? ""}`);
  return result.value;
}

/** The slug of a refusal with the field to blame, or "ok". */
export function slugOf(result: Result<unknown, Problem>): string {
  return result.ok ? "ok" : [result.error.slug, result.error.errors?.[0]?.pointer].filter(Boolean).join(" ");
}
