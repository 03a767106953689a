/** T3: what arrived together is committed together, each by its own stamp. */
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { AuthorityReply } from "../../worker/app/authority.ts";
import { person } from "../support/group-buy-persons.ts";
import { MINUTE, SECOND } from "../support/group-buy-terms.ts";
import { prepareDatabases } from "../support/worker-life.ts";
import { countRows, countTransactions } from "../support/worker-meters.ts";
import { expectAllProven } from "../support/worker-proof.ts";
import { accepted, BEGIN, BELL, faultsReported, onOpenStand, receiptOf, refused } from "../support/worker-stand.ts";

beforeAll(prepareDatabases);
afterEach(() => {
  vi.restoreAllMocks();
});

describe("group commit (T3)", () => {
  test("scenario 11: a thousand stamped in the last second and committed after it: nobody is late", async () => {
    await onOpenStand(
      async (stand) => {
        const joins: Promise<AuthorityReply>[] = [];
        for (let n = 0; n < 1_000; n += 1) {
          stand.at(BELL - 1_000 + Math.floor((n * 980) / 1_000));
          joins.push(stand.join(`N${n}`, { instrument: null }, `c-${n}`));
        }
        stand.at(BELL + 40 * SECOND);
        const alarm = stand.object.alarm();
        const late = stand.join("Late");
        const replies = await Promise.all(joins);
        await alarm;
        const receipts = replies.map(receiptOf);
        expect(replies.every(({ ok }) => ok)).toBe(true);
        expect(receipts.every(({ recvMs }) => recvMs >= BELL - 1_000 && recvMs <= BELL - 20)).toBe(true);
        expect(receipts.map(({ seq }) => seq)).toEqual(receipts.map(({ seq }) => seq).sort((a, b) => a - b));
        expect(refused(await late).refusal).toMatchObject({ code: "deadline-passed", facts: { lateMs: 40 * SECOND } });
        await expectAllProven(stand, [...receipts, receiptOf(await late)]);
      },
      { terms: { quantityMaximum: null } },
    );
  });

  test("scenario 10: one seat, 500 joiners: one held, 499 waiting in their order, none charged", async () => {
    await onOpenStand(
      async (stand) => {
        stand.at(BEGIN + MINUTE);
        const replies = await Promise.all(
          Array.from({ length: 500 }, (_, n) => stand.join(`N${n}`, { instrument: n === 0 ? null : "sandbox:ok" })),
        );
        const members = stand.members().filter(({ isInitiator }) => !isInitiator);
        expect(members.map(({ state }) => state)).toEqual(["held", ...Array<string>(499).fill("waitlisted")]);
        expect(replies.map((reply) => accepted(reply).membership?.place ?? 0)).toEqual(
          Array.from({ length: 500 }, (_, n) => n),
        );
        expect(new Set(replies.map((reply) => receiptOf(reply).id)).size).toBe(500);
        await expectAllProven(stand, replies.map(receiptOf));
        expect(stand.legs()).toHaveLength(2); // The initiator's, and that of the one who may pay.

        stand.at(BEGIN + 12 * MINUTE);
        await stand.object.alarm();
        expect([stand.memberOf("N0").state, stand.memberOf("N1").state]).toEqual(["lapsed", "held"]);
        expect(stand.members().filter(({ state }) => state === "held")).toHaveLength(1);
      },
      { terms: { quantityMinimum: 3, quantityMaximum: 3 } },
    );
  });

  test("frames that arrive together share one transaction and keep a stamp each", async () => {
    await onOpenStand(async (stand) => {
      const counted = countTransactions(stand.state.storage);
      const joins = [1, 2, 3].map((n) => {
        stand.at(BEGIN + n);
        return stand.join(`N${n}`, { instrument: null });
      });
      const receipts = (await Promise.all(joins)).map(receiptOf);
      expect(counted()).toBe(1);
      expect(receipts.map(({ recvMs }) => recvMs)).toEqual([BEGIN + 1, BEGIN + 2, BEGIN + 3]);
    });
  });

  test("one poisoned command costs the others neither their answer nor their stamp", async () => {
    await onOpenStand(async (stand) => {
      stand.state.storage.sql.exec(
        "CREATE TRIGGER poison BEFORE INSERT ON commands WHEN NEW.id = 'poison' BEGIN SELECT RAISE(ABORT, 'poisoned'); END",
      );
      const faults = faultsReported();
      stand.at(BEGIN + 5);
      const [before, poisoned, after] = await Promise.allSettled([
        stand.join("Bo", { instrument: null }, "first"),
        stand.join("Cy", { instrument: null }, "poison"),
        stand.join("Di", { instrument: null }, "third"),
      ]);
      expect(faults()).toContain("poisoned");
      expect([before.status, poisoned.status, after.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect(stand.members().map(({ personId }) => personId)).toEqual(
        ["Ines", "Bo", "Di"].map((name) => person(name).personId),
      );
      stand.state.storage.sql.exec("DROP TRIGGER poison");
      const seats = [before, after].map((one) => (one.status === "fulfilled" ? receiptOf(one.value).seq : 0));
      const { membership } = accepted(await stand.join("Cy", { instrument: null }, "poison"));
      expect(membership?.seq).toBeGreaterThan(Math.max(...seats)); // What was never judged is judged now.
    });
  });

  test("a join and its verified deposit write at most 10 rows and two alarms; in company 8.1 and a fraction", async () => {
    await onOpenStand(async (stand) => {
      stand.at(BEGIN + MINUTE);
      const counted = countRows(stand.state.storage);
      await stand.join("Bo", {}, "alone");
      await stand.rest();
      expect(counted.take()).toEqual({ rows: 10, alarms: 1 }); // The one of the publication should have rung by now (T5).
      stand.at(BEGIN + 2 * MINUTE);
      await stand.object.alarm(); // The one that looks after calls; it goes back to the bell.
      expect(counted.take()).toEqual({ rows: 0, alarms: 1 });

      stand.at(BEGIN + 3 * MINUTE);
      await Promise.all(Array.from({ length: 32 }, (_, n) => stand.join(`N${n}`, {}, `together-${n}`)));
      await stand.rest();
      const together = counted.take();
      expect(together.rows / 32).toBeLessThanOrEqual(9);
      expect(together.alarms).toBe(1);
    });
  });
});
