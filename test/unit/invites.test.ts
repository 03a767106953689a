import { beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "../../worker/app/app.ts";
import type { Authorities } from "../../worker/app/authority.ts";
import { createInviteUseCases } from "../../worker/app/community/invites.ts";
import type { InviteInput } from "../../worker/contract/invites.ts";
import { INVITE_LIMITS, inviteCode, mayInvite, parseInviteCode } from "../../worker/core/community/invites.ts";
import {
  GROUP_BUY_STATES,
  isBeforePublication,
  MEMBER_STATES,
  hasEnded,
} from "../../worker/core/group-buy/state/states.ts";
import type { GroupBuyStateName } from "../../worker/core/group-buy/state/states.ts";
import { err, ok } from "../../worker/core/result.ts";
import { inviteStoreContract } from "../support/invite-contract.ts";
import { createMemoryInvites, type MirroredSeat } from "../support/invite-memory.ts";
import { createPeopleKit, slugOf, valueOf } from "../support/people-kit.ts";

inviteStoreContract("memory", async () => {
  const seats: MirroredSeat[] = [];
  return { invites: createMemoryInvites(() => seats), seat: async (seat) => void seats.push(seat) };
});

const GB = "gb_01jd8n2k5fe8rrqs0v7x3a1b2f";

/** A group-buy of Ana's, of which only who has a seat in it matters here. */
async function stageOf(state: GroupBuyStateName = "open") {
  const kit = createPeopleKit();
  const seats: MirroredSeat[] = [];
  const callerOf = async (name: string): Promise<Caller> =>
    valueOf(await kit.people.callerOfKey(valueOf(await kit.sandbox().actor({ role: "buyer", name })).token));
  const ana = await callerOf("Ana");

  function seat({ personId, name }: Caller, more: Partial<MirroredSeat> = {}): void {
    const at = seats.findIndex((one) => one.personId === personId);
    const one = { groupBuyId: GB, personId, name, state: "active", quantity: 1, isInitiator: false, ...more };
    seats.splice(at < 0 ? seats.length : at, at < 0 ? 0 : 1, one);
  }
  seat(ana, { isInitiator: true });

  const authorities = {
    of: () => ({
      view: async ({ personId }: { personId: string | null }) => {
        if (isBeforePublication(state) && personId !== ana.personId) return err({ code: "not-found" } as const);
        const membership = seats.find((one) => one.personId === personId);
        return ok({ id: GB, state, ...(membership && { me: { legs: [], ledger: [], membership } }) });
      },
    }),
  } as unknown as Authorities; // Invites only look.
  const invites = createInviteUseCases({
    authorities,
    invites: createMemoryInvites(() => seats),
    clock: kit.clock,
    ids: kit.dependencies.ids,
  });
  let commands = 0;
  const make = (caller: Caller, input: InviteInput = {}, commandId = `c${++commands}`) =>
    invites.create(caller, GB, { ...input, commandId });
  return { kit, invites, callerOf, ana, seat, make };
}

describe("C7: the code of a link", () => {
  test("is eight characters that survive being read aloud, and every bit of it is used", () => {
    expect(inviteCode(new Uint8Array(5))).toBe("00000000");
    expect(inviteCode(new Uint8Array(5).fill(255))).toBe("ZZZZZZZZ");
    expect(inviteCode(Uint8Array.of(0, 0, 0, 0, 1))).toBe("00000001");
    expect(inviteCode(Uint8Array.of(0x08, 0, 0, 0, 0))).toBe("10000000");
    const code = inviteCode(Uint8Array.of(1, 35, 69, 103, 137));
    expect(parseInviteCode(code)).toBe(code);
  });

  test("is read as people write it, and nothing else is one", () => {
    expect(parseInviteCode("ab0olizt")).toBe("AB0011ZT");
    for (const text of ["", "AB0011Z", "AB0011ZTX", "AB0011Z!", "AB0011ZU", "../../etc"])
      expect(parseInviteCode(text), text).toBeNull();
  });
});

describe("C7: invites", () => {
  let stage: Awaited<ReturnType<typeof stageOf>>;
  let bo: Caller;
  let cy: Caller;
  beforeEach(async () => {
    stage = await stageOf();
    bo = await stage.callerOf("Bo");
    cy = await stage.callerOf("Cy");
    stage.seat(bo);
  });

  test("a member makes one, calls it something, and sees what came of it", async () => {
    const made = valueOf(await stage.make(bo, { name: "  My club ", joinsMaximum: 9 }));
    expect(made).toEqual({
      id: expect.stringMatching(/^inv_/),
      groupBuyId: GB,
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/),
      name: "My club",
      showsName: false,
      joinsMaximum: 9,
      expiresAt: null,
      createdAt: expect.any(String),
      revokedAt: null,
      isOpen: true,
      looked: 0,
      joined: 0,
      quantity: 0,
    });
    expect(valueOf(await stage.invites.mine(bo, GB))).toEqual([made]);
    expect(valueOf(await stage.invites.mine(stage.ana, GB))).toEqual([]);
  });

  test.each(MEMBER_STATES.map((state) => [state, state !== "waitlisted" && !hasEnded(state)] as const))(
    "whose seat is %s may: %s",
    async (state, may) => {
      stage.seat(bo, { state });
      expect(slugOf(await stage.make(bo))).toBe(may ? "ok" : "forbidden");
      expect(slugOf(await stage.invites.mine(bo, GB))).toBe(may ? "ok" : "forbidden");
    },
  );

  test.each(GROUP_BUY_STATES.map((state) => [state, mayInvite(state)] as const))(
    "while it is %s: %s",
    async (state, may) => {
      const then = await stageOf(state);
      const refused = isBeforePublication(state) ? "not-found" : "state-conflict";
      expect(slugOf(await then.make(then.ana))).toBe(may ? "ok" : refused);
      expect(slugOf(await then.make(await then.callerOf("Nosy")))).toBe(
        isBeforePublication(state) ? "not-found" : "forbidden",
      );
    },
  );

  test("who invites is said where they want it, and of the initiator always: that name is public", async () => {
    const by = async (caller: Caller, input: InviteInput) =>
      valueOf(await stage.invites.open(valueOf(await stage.make(caller, input)).code)).by;
    expect(await by(bo, {})).toEqual({ name: null, isInitiator: false });
    expect(await by(bo, { showsName: true })).toEqual({ name: "Bo", isInitiator: false });
    expect(await by(stage.ana, {})).toEqual({ name: "Ana", isInitiator: true });
  });

  test("looked, joined and how many places, never who; who was in already did not come by it", async () => {
    const { code } = valueOf(await stage.make(bo, { name: "Club" }));
    const come = (caller: Caller | null, isLook = true) => stage.invites.arrive(code, caller, { isLook });
    const seen = async () => valueOf(await stage.invites.mine(bo, GB))[0];
    for (const caller of [null, cy, bo, stage.ana]) await come(caller);
    await come(cy, false);
    expect(await seen()).toMatchObject({ looked: 2, joined: 0, quantity: 0 });
    stage.seat(cy, { quantity: 3, state: "held" });
    expect(await seen()).toMatchObject({ joined: 0 });
    stage.seat(cy, { quantity: 3 });
    expect(await seen()).toMatchObject({ looked: 2, joined: 1, quantity: 3 });
    stage.seat(cy, { quantity: 3, state: "withdrawn" });
    expect(await seen()).toMatchObject({ joined: 0, quantity: 0 });
    expect(JSON.stringify(await seen())).not.toMatch(/usr_|Cy/);
  });

  test("ended by its inviter alone; then it leads to the page and says nothing", async () => {
    const { id, code } = valueOf(await stage.make(bo, { showsName: true }));
    expect(slugOf(await stage.invites.revoke(cy, id))).toBe("not-found");
    expect(slugOf(await stage.invites.revoke(stage.ana, id))).toBe("not-found");
    expect(slugOf(await stage.invites.open(code))).toBe("ok");
    for (const _ of [1, 2]) expect(slugOf(await stage.invites.revoke(bo, id))).toBe("ok");
    expect(slugOf(await stage.invites.open(code))).toBe("not-found");
    expect(slugOf(await stage.invites.arrive(code, cy, { isLook: true }))).toBe("not-found");
    expect(await stage.invites.groupBuyOf(code.toLowerCase())).toBe(GB);
    expect(valueOf(await stage.invites.mine(bo, GB))[0]).toMatchObject({ isOpen: false, looked: 0 });
  });

  test("over with its time, to the millisecond, with its number of joins, and with the seat of its inviter", async () => {
    const nowMs = stage.kit.clock.nowMs();
    const timed = valueOf(await stage.make(bo, { expiresAt: new Date(nowMs + 1_000).toISOString() }));
    const counted = valueOf(await stage.make(bo, { joinsMaximum: 1 }));
    const plain = valueOf(await stage.make(bo));
    stage.kit.clock.advance(999);
    expect(slugOf(await stage.invites.open(timed.code))).toBe("ok");
    stage.kit.clock.advance(1);
    expect(slugOf(await stage.invites.open(timed.code))).toBe("not-found");
    await stage.invites.arrive(counted.code, cy, { isLook: true });
    expect(slugOf(await stage.invites.open(counted.code))).toBe("ok");
    stage.seat(cy);
    expect(slugOf(await stage.invites.open(counted.code))).toBe("not-found");
    expect(slugOf(await stage.invites.open(plain.code))).toBe("ok");
    stage.seat(bo, { state: "removed" });
    expect(slugOf(await stage.invites.open(plain.code))).toBe("not-found");
  });

  test("what is typed is judged by name", async () => {
    const past = new Date(stage.kit.clock.nowMs()).toISOString();
    expect(slugOf(await stage.make(bo, { expiresAt: past }))).toBe("deadline-past /expiresAt");
    expect(slugOf(await stage.make(bo, { expiresAt: "2026-12-01T12:00:00" }))).toBe(
      "timestamp-zone-required /expiresAt",
    );
    expect(slugOf(await stage.make(bo, { name: "x".repeat(61) }))).toBe("text-too-long /name");
    expect(slugOf(await stage.make(bo, { name: "a\u202eb" }))).toBe("text-bidi-control /name");
  });

  test("so many open at once; one that was ended makes room", async () => {
    const first = valueOf(await stage.make(bo));
    for (let n = 1; n < INVITE_LIMITS.openMaximum; n += 1) expect(slugOf(await stage.make(bo))).toBe("ok");
    expect(slugOf(await stage.make(bo))).toBe("limit-reached");
    await stage.invites.revoke(bo, first.id);
    expect(slugOf(await stage.make(bo))).toBe("ok");
  });

  test("E1: the same command is one invite; another name under it is refused", async () => {
    const first = valueOf(await stage.make(bo, { name: "Once" }, "same"));
    expect(valueOf(await stage.make(bo, { name: "Once" }, "same"))).toEqual(first);
    expect(slugOf(await stage.make(bo, { name: "Twice" }, "same"))).toBe("idempotency-key-reused");
  });

  test("codes that are none, or nobody's, lead nowhere", async () => {
    for (const code of ["", "nonsense!", "00000000", "' OR 1=1"]) {
      expect(slugOf(await stage.invites.open(code)), code).toBe("not-found");
      expect(slugOf(await stage.invites.arrive(code, cy, { isLook: true })), code).toBe("not-found");
      expect(await stage.invites.groupBuyOf(code), code).toBeNull();
    }
  });
});
