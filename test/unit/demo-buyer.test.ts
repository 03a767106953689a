import { beforeEach, describe, expect, test } from "vitest";
import { createTokenBuckets } from "../../worker/adapters/token-buckets.ts";
import type { Caller } from "../../worker/app/app.ts";
import { joinAsDemoBuyer } from "../../worker/app/sandbox/demo-buyer.ts";
import type { DemoJoin } from "../../worker/app/sandbox/demo-join.ts";
import type { JoinAnswer } from "../../worker/contract/group-buy.ts";
import { problem, type Problem } from "../../worker/contract/problems.ts";
import { err, ok } from "../../worker/core/result.ts";
import { createPeopleKit, slugOf, valueOf } from "../support/people-kit.ts";

const GROUP = "gb_01jd0000000000000000000001";
const PRESS: DemoJoin = {
  commandId: "0b7cbe9e-36b7-4f0a-9f6c-0d5b6f1f4f55",
  quantity: 1,
  termsHash: "terms",
  country: "FR",
  waitlist: false,
  priceCeiling: { amount: 1_500, currency: "EUR" },
  locale: "es",
  zone: "Europe/Paris",
  userAgent: "Phone",
  address: "198.51.100.7",
};

let kit: ReturnType<typeof createPeopleKit>;
let joins: { caller: Caller; input: object }[];
let refusal: Problem | null;
let deps: Parameters<typeof joinAsDemoBuyer>[0];

beforeEach(() => {
  kit = createPeopleKit();
  joins = [];
  refusal = null;
  deps = {
    ...kit.dependencies,
    groupBuys: {
      join: async (caller, _id, input) => {
        joins.push({ caller, input });
        return refusal ? err(refusal) : ok({} as JoinAnswer); // What it says is passed on unread.
      },
    },
    newcomers: { limiter: createTokenBuckets(kit.clock), limit: { name: "demo-buyer", burst: 2, perMinute: 1 } },
  };
});

const press = (changes: Partial<DemoJoin> = {}) => joinAsDemoBuyer(deps, GROUP, { ...PRESS, ...changes });

describe("a visitor joins as a demo buyer", () => {
  test("they are somebody new whose name says that it is a demo, and this browser is signed in as them", async () => {
    const { token } = valueOf(await press());
    const caller = await kit.people.callerOfSession(token);
    expect(caller).toMatchObject({
      via: "session",
      country: "FR",
      locale: "es",
      zone: "Europe/Paris",
      roles: ["buyer"],
    });
    expect(caller?.name).toMatch(/^Demo buyer \d{5}$/);
    expect(caller?.email).toMatch(/^buyer-[\w-]+@sandbox\.test$/);
    const { commandId, termsHash } = PRESS;
    const seat = { commandId, termsHash, quantity: 1, country: "FR", waitlist: false, instrument: "sandbox:ok" };
    expect(joins).toMatchObject([{ caller: { personId: caller?.personId }, input: seat }]);
    expect(joins[0]?.input).toMatchObject({ priceCeiling: { amount: 1_500, currency: "EUR" } });
  });

  test("a double tap is one person, and one command; another press is somebody else", async () => {
    await press();
    await press();
    const [first, second] = joins.map(({ caller }) => caller.personId);
    expect(first).toBe(second);
    expect(joins.map(({ input }) => input)).toEqual([joins[0]?.input, joins[0]?.input]);
    kit.clock.advance(60_000);
    await press({ commandId: "1b7cbe9e-36b7-4f0a-9f6c-0d5b6f1f4f55" });
    expect(joins[2]?.caller.personId).not.toBe(first);
  });

  test("a refusal is the one that everybody gets, with its receipt, and signs nobody in", async () => {
    refusal = problem("deadline-passed");
    expect(await press()).toEqual(err(refusal));
    expect(await kit.stores.sessions.of(joins[0]?.caller.personId ?? "")).toEqual([]);
  });

  test("who waits pays nothing yet", async () => {
    await press({ waitlist: true });
    expect(joins[0]?.input).not.toHaveProperty("instrument");
  });

  test("an address becomes so many people and no more; what is no form's number makes nobody", async () => {
    expect(slugOf(await press({ commandId: "guess" }))).toBe("idempotency-key-malformed");
    await press({ commandId: "1b7cbe9e-36b7-4f0a-9f6c-0d5b6f1f4f55" });
    await press({ commandId: "2b7cbe9e-36b7-4f0a-9f6c-0d5b6f1f4f55" });
    expect(slugOf(await press())).toBe("rate-limited");
    expect(joins).toHaveLength(2);
    expect(slugOf(await press({ address: "203.0.113.9" }))).toBe("ok");
  });
});
