/** ASVS 2.1.3, 2.3.2, 2.4.1: every limit of one person is in one table, and is kept on the server. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/tools.ts";
import { limitReached, limitReachedAt } from "../../worker/app/limits/limit-reached.ts";
import { createPersonLimits } from "../../worker/app/limits/person-limits.ts";
import type { Directory, PersonTally } from "../../worker/app/directory.ts";
import type { Caller } from "../../worker/app/app.ts";
import { LIMIT_NAMES, limitFacts, LIMITS, reachedLimit, type Limit } from "../../worker/core/limits.ts";
import { DEFAULT_POLICY } from "../../worker/core/group-buy/state/terms.ts";
import { typeId, typeIdMs, uuidV7Bytes } from "../../worker/core/id.ts";
import { createPeopleKit, slugOf, valueOf } from "../support/people-kit.ts";
import type { PersonCommand } from "../../worker/core/group-buy/commands.ts";
import { hashCommand } from "../../worker/core/group-buy/authority.ts";
import { person } from "../support/group-buy-persons.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 11, 1);

function rowOf(name: keyof typeof LIMITS): string {
  const { what, maximum, windowMs, beyond, why }: Limit = LIMITS[name];
  const window = windowMs === null ? "at once" : windowMs === HOUR ? "an hour" : `${windowMs / HOUR} hours`;
  return `| \`${name}\` | ${what} | ${maximum} | ${window} | ${beyond} | ${why} |`;
}

describe("the table", () => {
  test("docs/limits.md has a row for each limit, as it is in worker/core/limits.ts, and no other", () => {
    const page = readFileSync(join(root, "docs/limits.md"), "utf8");
    const rows = page.split("\n").filter((line) => /^\| `\w+` \|.*\|.*\|.*\|.*\|.*\|$/.test(line));
    expect(rows).toEqual(LIMIT_NAMES.map(rowOf));
  });

  test("an operator's policy begins with the table's number", () => {
    expect(DEFAULT_POLICY.openPerInitiatorMaximum).toBe(LIMITS.openGroupBuys.maximum);
  });

  test("what time heals says when, and is 429; what only an act heals is 409", () => {
    const times = Array.from({ length: 20 }, (_, n) => NOW - n * HOUR);
    const healing = limitReachedAt("reports", NOW, times);
    expect(healing).toMatchObject({ slug: "limit-reached", status: 429, retryAfterSeconds: 5 * 3_600 });
    expect(healing.facts).toEqual({ limit: "reports", maximum: 20, hours: 5 });
    expect(healing.detail).toContain("20 at most: reports to operators, in 24 hours.");
    const lasting = limitReached("keys");
    expect(lasting).toMatchObject({
      slug: "limit-reached",
      status: 409,
      facts: { limit: "keys", maximum: 20, hours: 0 },
    });
    expect(lasting.retryAfterSeconds).toBeUndefined();
  });

  test("a limit with a window is reached by the n-th, and free when the first of them is a window old", () => {
    const times = Array.from({ length: LIMITS.joins.maximum }, (_, n) => NOW + n);
    expect(reachedLimit("joins", times.slice(1))).toBeNull();
    const reached = reachedLimit("joins", times);
    expect(reached).toEqual({ limit: "joins", maximum: LIMITS.joins.maximum, freesAtMs: NOW + 24 * HOUR });
    expect(limitFacts(reached ?? undefined, NOW + 24 * HOUR - 1)).toMatchObject({ seconds: 1 });
    expect(limitFacts(reached ?? undefined, NOW + 24 * HOUR)).toBeNull();
  });
});

describe("what one person has", () => {
  test("keys: as many as allowed and no more, from whichever session or key; one revoked makes room", async () => {
    const kit = createPeopleKit();
    const [first, second] = [await kit.signIn("ana@example.org"), await kit.signIn("ana@example.org")];
    const make = (caller: Caller) => kit.people.createKey(caller, { name: "Key", scopes: ["profile:read"] });
    const made = [];
    for (let n = 0; n < LIMITS.keys.maximum; n += 1)
      made.push(valueOf(await make(n % 2 ? first.caller : second.caller)));
    const byKey = valueOf(await kit.people.callerOfKey(made[0]?.token ?? ""));
    for (const caller of [first.caller, second.caller, byKey]) expect(slugOf(await make(caller))).toBe("limit-reached");
    expect(slugOf(await kit.people.revokeKey(first.caller, made[1]?.id ?? ""))).toBe("ok");
    expect(slugOf(await make(second.caller))).toBe("ok");
    expect(slugOf(await make((await kit.signIn("ben@example.org")).caller))).toBe("ok");
  });

  test("sessions: the one unused for longest ends, and nobody else's", async () => {
    const kit = createPeopleKit();
    const { token: others } = await kit.signIn("ben@example.org");
    const tokens: string[] = [];
    for (let n = 0; n <= LIMITS.sessions.maximum; n += 1) {
      if (n % 10 === 0) kit.clock.advance(HOUR + 1); // No more codes than in an hour are sent.
      tokens.push((await kit.signIn("ana@example.org")).token);
      if (n === 12) expect(await kit.people.callerOfSession(tokens[0] ?? "")).not.toBeNull(); // Used again.
    }
    const open = await Promise.all(tokens.map((token) => kit.people.callerOfSession(token)));
    expect(open.flatMap((caller, n) => (caller === null ? [n] : []))).toHaveLength(1);
    expect(open[0]).not.toBeNull();
    expect(open.at(-1)).not.toBeNull();
    expect(await kit.people.callerOfSession(others)).not.toBeNull();
  });
});

describe("what a person has in other group-buys", () => {
  const nothing: PersonTally = { drafts: 0, open: 0, seats: 0, joinedAtMs: [] };
  const kit = createPeopleKit();

  async function limits(tally: Partial<PersonTally>, offered: readonly number[] = []) {
    const directory = {
      tallyOf: async () => ({ ...nothing, ...tally }),
      offeredAtMs: async () => offered,
    } as unknown as Directory; // The rest of it is not asked.
    const { caller } = await kit.signIn("ana@example.org");
    return { caller, of: createPersonLimits({ directory, clock: kit.clock }) };
  }

  test("joins and seats: the object refuses the next one last of all, whatever credential it comes by", async () => {
    const many = Array.from({ length: LIMITS.joins.maximum }, () => kit.clock.nowMs());
    const few = await limits({ joinedAtMs: many.slice(1), seats: LIMITS.seats.maximum - 1 });
    expect((await few.of.joining(few.caller)).reached).toBeUndefined();
    const day = await limits({ joinedAtMs: many });
    expect((await day.of.joining(day.caller)).reached?.limit).toBe("joins");
    const key = { ...day.caller, via: "key", credentialId: "key_x" } as const;
    expect((await day.of.joining(key)).reached?.limit).toBe("joins");
    const seats = await limits({ seats: LIMITS.seats.maximum });
    expect((await seats.of.joining(seats.caller)).reached).toMatchObject({ limit: "seats", freesAtMs: null });
    const ours = { ...day.caller, via: "key", credentialId: "sandbox" } as const;
    expect((await day.of.joining(ours)).reached).toBeUndefined();
  });

  test("offers: of the merchant, whoever acts for them", async () => {
    const many = Array.from({ length: LIMITS.offers.maximum }, () => kit.clock.nowMs());
    const few = await limits({}, many.slice(1));
    expect((await few.of.offering(few.caller, "mer_1")).reached).toBeUndefined();
    const all = await limits({}, many);
    expect((await all.of.offering(all.caller, "mer_1")).reached?.limit).toBe("offers");
  });

  test("drafts", async () => {
    const few = await limits({ drafts: LIMITS.drafts.maximum - 1 });
    expect(await few.of.drafting(few.caller)).toBeNull();
    const all = await limits({ drafts: LIMITS.drafts.maximum });
    expect(await all.of.drafting(all.caller)).toMatchObject({ slug: "limit-reached", status: 409 });
  });

  test("E1: a repeat of the last join that was allowed is the join, not a refusal", () => {
    const reached = { limit: "joins", maximum: 60, freesAtMs: null } as const;
    const bo = person("Bob");
    const join = { type: "join", quantity: 1 } as unknown as PersonCommand; // Only its digest is looked at.
    expect(hashCommand(join, "one", { ...bo, reached })).toBe(hashCommand(join, "one", bo));
    const submit = { type: "submit", instrument: "x" } as const;
    expect(hashCommand({ ...submit, openElsewhere: 20 }, "one", bo)).toBe(
      hashCommand({ ...submit, openElsewhere: 19 }, "one", bo),
    );
  });

  test("an id of a seat says when it was taken", () => {
    for (const atMs of [0, 1, NOW, NOW + 123, 2 ** 48 - 1]) {
      expect(typeIdMs(typeId("mb", uuidV7Bytes(atMs, new Uint8Array(10).fill(255))))).toBe(atMs);
    }
  });
});
