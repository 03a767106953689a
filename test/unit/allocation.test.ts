import fc from "fast-check";
import { expect, test } from "vitest";
import { allocate, claimsInOrder, type Allocation, type Room } from "../../worker/core/group-buy/offers/allocation.ts";
import type { Flexibility, Member } from "../../worker/core/group-buy/state/member.ts";

/** What somebody wants: so many pieces at the join, so many added later, and how far they would go. */
interface Wish {
  readonly quantity: number;
  readonly added: number;
  readonly flexible: Flexibility | undefined;
}

/** Members as the allocation reads them; joins come in order, and whatever was added to them after all of those. */
function membersOf(wishes: readonly Wish[]): Member[] {
  return wishes.map(({ quantity, added, flexible }, place): Member => {
    const parts = [{ legId: `leg-${place}`, seq: 1_000 + place, quantity: added, payByMs: null }];
    const seat: Pick<Member, "id" | "seq" | "quantity" | "parts" | "flexible"> = {
      id: `mb-${place}`,
      seq: place,
      quantity: quantity + added,
      ...(added > 0 && { parts }),
      ...(flexible && { flexible }),
    };
    return seat as Member; // Nothing else of a member is read here.
  });
}

function just(...quantities: number[]): Wish[] {
  return quantities.map((quantity) => ({ quantity, added: 0, flexible: undefined }));
}

function upTo(quantity: number, most: number, orFewer = false): Wish {
  return { quantity, added: 0, flexible: { upTo: most, orFewer } };
}

function shared(wishes: readonly Wish[], room: Room): { fit: Allocation; members: Member[]; pieces: number[] } {
  const members = membersOf(wishes);
  const fit = allocate(claimsInOrder(members), room);
  return { fit, members, pieces: members.map((member) => fit.pieces.get(member) ?? 0) };
}

function packed(wishes: readonly Wish[], packSize: number, capacity: number | null = null): number[] {
  return shared(wishes, { capacity, packSize }).pieces;
}

test("A2: without packs, what no longer fits whole is passed over and a smaller later one may fit", () => {
  expect(packed(just(4, 5, 3), 1, 8)).toEqual([4, 0, 3]);
  expect(packed(just(4, 5, 3), 1)).toEqual([4, 5, 3]);
});

test("A4: what the last pack lacks is filled by those who would take more, in order of arrival", () => {
  expect(packed([upTo(3, 4), upTo(3, 9), upTo(3, 9)], 6)).toEqual([4, 5, 3]);
  // Only the last pack: nobody is sold a pack more than was ordered.
  expect(packed([upTo(6, 30)], 6)).toEqual([6]);
});

test("A4: what cannot be filled is cut from the last who would take less, and nobody is left with nothing by it", () => {
  expect(packed([...just(4), upTo(3, 3, true), upTo(2, 2, true)], 6)).toEqual([4, 1, 1]);
  expect(packed([upTo(4, 4, true), ...just(3)], 6)).toEqual([3, 3]);
});

test("A4: what can be neither filled nor cut goes, as few pieces as possible and the later of equal ones", () => {
  expect(packed(just(6, 2, 2), 6)).toEqual([6, 0, 0]);
  expect(packed(just(5, 3, 1), 6)).toEqual([5, 0, 1]);
  // One early odd piece does not cost four others their packs.
  expect(packed(just(1, 6, 6, 6, 6), 6)).toEqual([0, 6, 6, 6, 6]);
  expect(packed(just(1, 1, 6, 1, 6), 6)).toEqual([0, 0, 6, 0, 6]);
  expect(packed(just(2, 2, 2, 2, 2, 2, 2, 2), 5)).toEqual([2, 2, 2, 2, 2, 0, 0, 0]);
  expect(packed(just(4, 4), 6)).toEqual([0, 0]);
});

test("A4, O1: of an offer that has less there are whole packs too, and whoever was passed over may come in", () => {
  expect(packed(just(4, 4, 4), 4, 11)).toEqual([4, 4, 0]);
  expect(packed(just(7, 6, 6), 6, 12)).toEqual([0, 6, 6]);
  expect(packed([...just(5), upTo(4, 4, true)], 6, 8)).toEqual([5, 1]);
});

test("A4, M7: what was added goes before the seat that it was added to", () => {
  const wishes: Wish[] = [{ quantity: 6, added: 2, flexible: undefined }, ...just(6)];
  const { fit, members, pieces } = shared(wishes, { capacity: null, packSize: 6 });
  expect(pieces).toEqual([6, 6]);
  expect(fit.beyond.map(({ member, quantity }) => [member, quantity])).toEqual([[members[0], 2]]);
});

const flexibility = fc.record({ more: fc.integer({ min: 0, max: 5 }), orFewer: fc.boolean() });
const wish = fc
  .record({
    quantity: fc.integer({ min: 1, max: 9 }),
    added: fc.constantFrom(0, 0, 0, 1, 3),
    words: fc.option(flexibility, { nil: undefined, freq: 3 }),
  })
  .map(({ quantity, added, words }): Wish => {
    const flexible = words && { upTo: quantity + added + words.more, orFewer: words.orFewer };
    return { quantity, added, flexible };
  });
const wishes = fc.array(wish, { maxLength: 24 });
const room = fc.record({
  capacity: fc.option(fc.integer({ min: 0, max: 90 }), { nil: null }),
  packSize: fc.integer({ min: 1, max: 12 }),
});

test("A4: whole packs always, within the capacity, nobody above their word and nobody below it unless they allowed it", () => {
  fc.assert(
    fc.property(wishes, room, (all, there) => {
      const { fit, members } = shared(all, there);
      expect(fit.quantity % there.packSize).toBe(0);
      expect(fit.quantity).toBeLessThanOrEqual(there.capacity ?? Number.POSITIVE_INFINITY);
      expect([...fit.pieces.values()].reduce((sum, pieces) => sum + pieces, 0)).toBe(fit.quantity);
      expect(fit.members).toEqual([...fit.pieces.keys()]);
      for (const member of members) {
        const pieces = fit.pieces.get(member);
        if (pieces === undefined) continue;
        const lost = fit.beyond.reduce((sum, claim) => sum + (claim.member === member ? claim.quantity : 0), 0);
        expect(pieces).toBeLessThanOrEqual(Math.max(member.quantity - lost, member.flexible?.upTo ?? 0));
        expect(pieces).toBeGreaterThanOrEqual(member.flexible?.orFewer === true ? 1 : member.quantity - lost);
      }
    }),
    { numRuns: 400 },
  );
});

test("A1: at equal wishes nobody who came earlier is worse off than somebody later", () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 24 }), room, (all, there) => {
      const single = all.map((one) => ({ ...one, added: 0 }));
      const { pieces } = shared(single, there);
      for (const [later, wanted] of single.entries()) {
        for (const [earlier, same] of single.slice(0, later).entries()) {
          if (JSON.stringify(same) !== JSON.stringify(wanted)) continue;
          expect(pieces[earlier]).toBeGreaterThanOrEqual(pieces[later] ?? 0);
        }
      }
    }),
    { numRuns: 1_000 },
  );
});

test("A4: of fixed quantities as many whole packs as any choice of them would make", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 9 }),
      fc.integer({ min: 2, max: 8 }),
      (all, size) => {
        let most = 0;
        for (let choice = 0; choice < 2 ** all.length; choice += 1) {
          const pieces = all.reduce((sum, quantity, place) => sum + ((choice >> place) & 1) * quantity, 0);
          if (pieces % size === 0) most = Math.max(most, pieces);
        }
        expect(shared(just(...all), { capacity: null, packSize: size }).fit.quantity).toBe(most);
      },
    ),
    { numRuns: 200 },
  );
});

test("A4: those who are served are served the same again when only they are asked", () => {
  fc.assert(
    fc.property(wishes, room, (all, there) => {
      const { fit } = shared(all, there);
      const beyond = new Set(fit.beyond);
      const kept = claimsInOrder(fit.members).filter(
        (claim) => ![...beyond].some((lost) => lost.legId === claim.legId && lost.member === claim.member),
      );
      const again = allocate(kept, there);
      expect([...again.pieces]).toEqual([...fit.pieces]);
    }),
    { numRuns: 400 },
  );
});
