import { beforeEach, describe, expect, test } from "vitest";
import type { InviteLimits, InviteStore, NewInvite, StoredInvite } from "../../worker/app/community/invite-store.ts";
import { JOINED_STATES } from "../../worker/core/community/invites.ts";
import { MEMBER_STATES } from "../../worker/core/group-buy/state/states.ts";
import type { MirroredSeat } from "./invite-memory.ts";

const NOW_MS = Date.UTC(2026, 11, 1);
const DAY_MS = 86_400_000;
const LIMITS: InviteLimits = { nowMs: NOW_MS, sinceMs: NOW_MS - DAY_MS, openMaximum: 3, inAllMaximum: 5 };

let counter = 0;
const unique = () => String(++counter).padStart(6, "0");

export function anInvite(changes: Partial<NewInvite> = {}): NewInvite {
  const n = unique();
  return {
    id: `inv_${n}`,
    commandId: `invite-${n}`,
    code: `AB${n}`,
    groupBuyId: `gb_${n}`,
    inviterId: `usr_${n}`,
    name: "My running club",
    showsName: false,
    joinsMaximum: null,
    expiresAtMs: null,
    createdAtMs: NOW_MS,
    ...changes,
  };
}

export interface InviteStage {
  readonly invites: InviteStore;
  /** Puts a seat, its holder and their group-buy into what the store reads of them. */
  readonly seat: (seat: MirroredSeat) => Promise<void>;
}

/** What every store of invites must do, whatever it is made of. */
export function inviteStoreContract(name: string, stageFor: () => Promise<InviteStage>): void {
  describe(`${name}: invites`, () => {
    let stage: InviteStage;
    let invites: InviteStore;
    beforeEach(async () => {
      stage = await stageFor();
      ({ invites } = stage);
    });

    async function added(changes: Partial<NewInvite> = {}): Promise<StoredInvite> {
      const stored = await invites.add(anInvite(changes), LIMITS);
      if (stored === null) throw new Error("a first invite is taken");
      return stored;
    }

    async function seated(groupBuyId: string, personId: string, more: Partial<MirroredSeat> = {}): Promise<void> {
      await stage.seat({
        groupBuyId,
        personId,
        state: "active",
        quantity: 2,
        isInitiator: false,
        name: `Name of ${personId}`,
        ...more,
      });
    }

    test("C7: an invite is kept as it was made, and found by its id and its code", async () => {
      const invite = anInvite({ joinsMaximum: 5, expiresAtMs: NOW_MS + 9, showsName: true });
      const { commandId: _, ...kept } = invite;
      const nothing = { revokedAtMs: null, looked: 0, joined: 0, quantity: 0 };
      const stored = { ...kept, ...nothing, inviterName: "", isInitiator: false, hasPlace: false };
      expect(await invites.add(invite, LIMITS)).toEqual(stored);
      expect(await invites.invite(invite.id)).toEqual(stored);
      expect(await invites.byCode(invite.code)).toEqual(stored);
      expect(await invites.byCode("NOTHING0")).toBeNull();
      expect(await invites.invite("inv_nothing")).toBeNull();
    });

    test("C7: the same command twice, and at once, is one invite", async () => {
      const invite = anInvite();
      const again = () => invites.add({ ...invite, id: `inv_${unique()}`, code: `CD${unique()}` }, LIMITS);
      const first = await invites.add(invite, LIMITS);
      expect(await Promise.all([again(), again()])).toEqual([first, first]);
      expect(await invites.of(invite.groupBuyId, invite.inviterId, 9)).toHaveLength(1);
    });

    test("C7: so many open in a group-buy and so many a day, also when everything comes at once", async () => {
      const inviterId = `usr_${unique()}`;
      const here = `gb_${unique()}`;
      const add = (groupBuyId: string, more: Partial<NewInvite> = {}) =>
        invites.add(anInvite({ groupBuyId, inviterId, ...more }), LIMITS);
      const at = await Promise.all(Array.from({ length: 5 }, () => add(here)));
      const taken = at.filter((stored) => stored !== null);
      expect(taken).toHaveLength(3);
      await invites.revoke(taken[0]?.id ?? "", NOW_MS + 1);
      expect(await add(here)).not.toBeNull(); // One that is over makes room for another,
      expect(await add(`gb_${unique()}`)).not.toBeNull();
      expect(await add(`gb_${unique()}`)).toBeNull(); // but not on the same day without end.
      expect(await added({ groupBuyId: here })).not.toBeNull(); // Somebody else is not held back by it.
    });

    test("C7: an expired one is not open any more", async () => {
      const { groupBuyId, inviterId } = await added({ expiresAtMs: NOW_MS });
      const one = () => invites.add(anInvite({ groupBuyId, inviterId }), { ...LIMITS, openMaximum: 1 });
      expect(await one()).not.toBeNull();
      expect(await one()).toBeNull();
    });

    test("C7: looks are counted; the first end of an invite stays", async () => {
      const { id, groupBuyId, inviterId } = await added();
      await Promise.all([invites.look(id), invites.look(id), invites.look(id)]);
      await invites.revoke(id, NOW_MS + 5);
      await invites.revoke(id, NOW_MS + 9);
      expect(await invites.invite(id)).toMatchObject({ looked: 3, revokedAtMs: NOW_MS + 5 });
      expect(await invites.of(groupBuyId, inviterId, 9)).toHaveLength(1);
      expect(await invites.of(groupBuyId, "usr_other", 9)).toEqual([]);
    });

    test("C7: who came by it and has a place is counted with what it is for, in the states that the rule names", async () => {
      for (const state of MEMBER_STATES) {
        const invite = await added();
        await seated(invite.groupBuyId, "usr_bo", { state, quantity: 3 });
        await seated(invite.groupBuyId, "usr_cy"); // Came by themselves.
        await invites.arrive(invite, "usr_bo", NOW_MS);
        const counts = (JOINED_STATES as readonly string[]).includes(state);
        const expected = counts ? { joined: 1, quantity: 3 } : { joined: 0, quantity: 0 };
        expect(await invites.invite(invite.id), state).toMatchObject(expected);
      }
    });

    test("C7: by whatever way somebody came, the last counts, and they are counted once", async () => {
      const first = await added();
      const second = await added({ groupBuyId: first.groupBuyId });
      const elsewhere = await added();
      await seated(first.groupBuyId, "usr_bo", { state: "withdrawn" });
      await seated(first.groupBuyId, "usr_bo");
      for (const invite of [elsewhere, first, second, second]) await invites.arrive(invite, "usr_bo", NOW_MS);
      expect(await invites.invite(first.id)).toMatchObject({ joined: 0 });
      expect(await invites.invite(second.id)).toMatchObject({ joined: 1, quantity: 2 });
      expect(await invites.invite(elsewhere.id)).toMatchObject({ joined: 0 });
    });

    test("C7: the inviter is who they are now: name, start, place", async () => {
      const { id, groupBuyId, inviterId } = await added();
      await seated(groupBuyId, inviterId, { name: "Ana", isInitiator: true });
      expect(await invites.invite(id)).toMatchObject({ inviterName: "Ana", isInitiator: true, hasPlace: true });
      const left = await added();
      await seated(left.groupBuyId, left.inviterId, { name: "Bo", state: "withdrawn" });
      expect(await invites.invite(left.id)).toMatchObject({ inviterName: "Bo", isInitiator: false, hasPlace: false });
    });
  });
}
