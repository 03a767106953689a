/** B1: what a person sees of the books is all of it, and adds up; held against every life of the golden logs. */
import { describe, expect, test } from "vitest";
import { createPersonalLedger, type PaymentBooking } from "../../worker/app/ledger/personal-ledger.ts";
import { apply, replay } from "../../worker/core/group-buy/apply.ts";
import { journalsOf } from "../../worker/core/group-buy/journals.ts";
import { unseal } from "../../worker/core/group-buy/log-entry.ts";
import type { Leg, Movement } from "../../worker/core/group-buy/state/leg.ts";
import { found, type GroupBuy } from "../../worker/core/group-buy/state/state.ts";
import { dep, memoHold } from "../../worker/core/ledger/accounts.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import type { Journal } from "../../worker/core/ledger/journal.ts";
import {
  movementOf,
  shareMovementOf,
  UNTOLD_KIND,
  type MovementKind,
  type PersonalMovement,
} from "../../worker/core/ledger/personal-movements.ts";
import { csvOf, decimalOf } from "../../worker/core/csv.ts";
import { failedRefundsOf, paymentsOf } from "../../worker/app/ledger/payment-entries.ts";
import { readGolden } from "../support/golden/golden.ts";
import { LIVES } from "../support/golden/lives.ts";

function booksOf(name: string) {
  const logged = readGolden(name).entries.map(unseal);
  const first = logged[0]?.event;
  if (first?.type !== "drafted") throw new Error("a log begins with its draft");
  const groupBuy = found(first.sealed.founding, first.atMs);
  const journals: (Journal & { readonly seq: number })[] = [];
  for (const entry of logged) {
    journals.push(...journalsOf(groupBuy, entry.event).map((journal) => ({ ...journal, seq: entry.event.seq })));
    apply(groupBuy, entry);
  }
  return { groupBuy, journals, events: logged.map(({ event }) => event) };
}

function touching(journals: readonly Journal[], { id, purpose }: Leg): PersonalMovement[] {
  const isOf = ({ kind, refId, entries }: Journal) =>
    kind !== UNTOLD_KIND &&
    (entries.some(({ account }) => account === dep(id) || account === memoHold(id)) ||
      (purpose === "share" && kind.startsWith("payout_") && refId.startsWith(`${id}.`)));
  const told = purpose === "share" ? shareMovementOf : movementOf;
  return journals.filter(isOf).map((journal) => told(journal, id));
}

/** What the group-buy itself tells the payer of the same movement. */
const TOLD_THERE: Readonly<Record<Movement["kind"], readonly MovementKind[]>> = {
  held: ["held"],
  captured: ["taken"],
  released: ["released"],
  lapsed: ["lapsed"],
  refunded: ["refunded"],
  refund_failed: ["refund_failed", "refund_returned"],
  charged_back: ["bank_returned"],
  forfeited: ["forfeited"],
  awarded: ["awarded"],
  share_owed: ["share_due"],
  share_paid: ["share_paid"],
  share_failed: ["share_failed"],
};

const sum = (movements: readonly PersonalMovement[], of: "heldMinor" | "takenMinor" | "dueMinor") =>
  movements.reduce((total, movement) => total + movement[of], 0);

describe.each(Object.keys(LIVES))("B1: every payment of the life %s", (name) => {
  const { groupBuy, journals, events } = booksOf(name);
  const balances = project(journals);
  const { currency } = groupBuy.terms;

  test("stands with the provider for what its movements add up to", () => {
    for (const leg of groupBuy.legs.values()) {
      const movements = touching(journals, leg);
      const held = standingOf(balances, memoHold(leg.id), currency);
      const owed = standingOf(balances, dep(leg.id), currency);
      const isShare = leg.purpose === "share";
      expect(sum(movements, "heldMinor"), `${leg.id} held`).toBe(held);
      expect(sum(movements, "takenMinor"), `${leg.id} taken`).toBe(isShare ? 0 : owed);
      const isStillDue = isShare && leg.state !== "paid_out";
      expect(sum(movements, "dueMinor"), `${leg.id} due`).toBe(isStillDue ? leg.amountMinor : 0);
      expect(held + owed, "an amount of its own is never below nothing").toBeGreaterThanOrEqual(0);
    }
  });

  test("has one line for each movement that its payer was told of, refunds that failed among them", () => {
    const failed = failedRefundsOf(events, journals);
    for (const leg of groupBuy.legs.values()) {
      const lines = [
        ...touching(journals, leg).map(({ kind, amountMinor }) => ({ kind, amountMinor })),
        ...failed
          .filter(({ legId }) => legId === leg.id)
          .map(({ amountMinor }) => ({ kind: "refund_failed" as const, amountMinor })),
      ];
      const unmatched = [...lines];
      for (const told of leg.movements) {
        const at = unmatched.findIndex(
          ({ kind, amountMinor }) => TOLD_THERE[told.kind].includes(kind) && amountMinor === told.amountMinor,
        );
        expect(at, `${leg.id} ${told.kind} ${told.amountMinor} of ${JSON.stringify(lines)}`).toBeGreaterThanOrEqual(0);
        unmatched.splice(at, 1);
      }
      expect(unmatched, leg.id).toEqual([]);
    }
  });

  test("reaches the directory with its payer, whatever batches the log is cut into", () => {
    const told = new Map<string, string>();
    for (let at = 0; at < events.length; at += 3) {
      for (const payment of paymentsOf(stateAfter(name, at + 3), events.slice(at, at + 3))) {
        told.set(payment.legId, JSON.stringify(payment));
      }
    }
    const all = new Map(paymentsOf(groupBuy, null).map((payment) => [payment.legId, JSON.stringify(payment)]));
    expect(new Map([...told].toSorted())).toEqual(new Map([...all].toSorted()));
  });
});

function stateAfter(name: string, length: number): GroupBuy {
  return replay(readGolden(name).entries.slice(0, length).map(unseal));
}

describe("a file for spreadsheets", () => {
  test("RFC 4180: commas, quotes and line ends are quoted, quotes doubled, every record ends in CRLF", () => {
    expect(
      csvOf(
        ["a", "b"],
        [
          ["x, y", 'say "bell"'],
          ["two\nlines", null],
          ["", 7],
        ],
      ),
    ).toBe('a,b\r\n"x, y","say ""bell"""\r\n"two\nlines",\r\n,7\r\n');
  });

  test.each(["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "＋1", "－1", "＠A"])(
    "%j is a text and no formula",
    (text) =>
      expect(
        csvOf(["a"], [[text]])
          .split("\r\n")
          .slice(1)
          .join("\r\n")
          .replace(/^"/, ""),
      ).toMatch(/^'/),
  );

  test("a negative amount of ours stays a number", () => {
    expect(csvOf(["a"], [[decimalOf(-1_205, 2)]])).toBe("a\r\n-12.05\r\n");
  });

  test.each([
    [5, 2, "0.05"],
    [-5, 2, "-0.05"],
    [0, 2, "0.00"],
    [1_200, 0, "1200"],
    [-1, 3, "-0.001"],
    [99_999_999_999, 2, "999999999.99"],
  ])("%d minor units of %d digits are %s", (minor, digits, decimal) =>
    expect(decimalOf(minor, digits)).toEqual({ decimal }),
  );
});

describe("the use case", () => {
  const booking = (id: string, changes: Partial<PaymentBooking> = {}): PaymentBooking => ({
    id,
    journal: { kind: "hold", refId: "leg_1", entries: [{ account: "memo:hold:leg_1", amountMinor: -500 }] },
    amountMinor: 0,
    currency: "JPY",
    atMs: 1_000,
    groupBuyId: "gb_1",
    groupBuyTitle: "=HYPERLINK(1)",
    legId: "leg_1",
    purpose: "deposit",
    providerRef: "sbx_1",
    receiptSeq: 7,
    ...changes,
  });
  const caller = { personId: "usr_1" } as Parameters<ReturnType<typeof createPersonalLedger>["mine"]>[0]; // All it asks.
  const ledgerOf = (all: readonly PaymentBooking[], pageSize = 2) =>
    createPersonalLedger({
      records: {
        async bookingsOf(_, __, after) {
          const from = Number(after?.values[0] ?? 0);
          const items = all.slice(from, from + pageSize);
          return { items, next: from + pageSize < all.length ? { values: [from + pageSize] } : null };
        },
        standingOf: async () => [{ currency: "JPY", heldMinor: 500, takenMinor: 0, dueMinor: 0 }],
      },
      cursors: {
        seal: ({ values }, list) => `${list}/${values.join()}`,
        open: (cursor, list) => (cursor.startsWith(`${list}/`) ? { values: [cursor.slice(list.length + 1)] } : null),
      },
    });

  test("leads to the group-buy, the receipt and what the provider calls it", async () => {
    const page = await ledgerOf([booking("tr_a.leg_1")]).mine(caller, {});
    expect(page).toMatchObject({
      ok: true,
      value: {
        standing: [{ currency: "JPY", held: { amount: 500, currency: "JPY" } }],
        items: [
          {
            id: "tr_a.leg_1",
            journalId: "tr_a",
            kind: "held",
            reference: "sbx_1",
            receiptId: "gb_1.7",
            groupBuyId: "gb_1",
          },
        ],
        next: null,
      },
    });
  });

  test("a refund that could not be made moved nothing, and no journal says it", async () => {
    const page = await ledgerOf([booking("gb_1.9", { journal: null, amountMinor: 300 })]).mine(caller, {});
    expect(page).toMatchObject({
      ok: true,
      value: {
        items: [
          { kind: "refund_failed", amount: { amount: 300 }, change: { held: 0, taken: 0, due: 0 }, journalId: null },
        ],
      },
    });
  });

  test("somebody else's place in a list is not a place in this one", async () => {
    const refused = await ledgerOf([]).mine(caller, { cursor: "ledger:usr_2/2" });
    expect(refused).toMatchObject({ ok: false, error: { slug: "cursor-invalid" } });
  });

  test("the file has all of it, page after page, and no title computes anything", async () => {
    const all = ["a", "b", "c", "d", "e"].map((n) => booking(`tr_${n}.leg_1`));
    const answer = await ledgerOf(all).mineAsCsv(caller);
    const lines = answer.ok ? answer.value.trimEnd().split("\r\n") : [];
    expect(lines.slice(1).map((line) => line.split(",").at(-1))).toEqual(["tr_a", "tr_b", "tr_c", "tr_d", "tr_e"]);
    expect(lines[1]).toBe(
      "1970-01-01T00:00:01.000Z,held,500,JPY,500,0,0,gb_1,'=HYPERLINK(1),leg_1,deposit,sbx_1,gb_1.7,tr_a",
    );
  });
});
