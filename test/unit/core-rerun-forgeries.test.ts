import { describe, expect, test } from "vitest";
import { readChain } from "../../worker/core/rerun/chain.ts";
import { rerun } from "../../worker/core/rerun/rerun.ts";
import { forge, type Forged } from "../support/forged-log.ts";
import { readGolden } from "../support/golden/golden.ts";
import { Stage } from "../support/group-buy-kit.ts";
import { CLOSES, HOUR, MINUTE, START } from "../support/group-buy-terms.ts";

/** Twelve places; Cem never pays, Dag waits and gets what Bob leaves; Eve is a millisecond late. */
function life(): string[] {
  const stage = new Stage({ terms: { quantityMaximum: 12 } }).publish().at(START + HOUR);
  stage.seat("Ada", { quantity: 5 }).seat("Bob", { quantity: 2 });
  stage.join("Cem", { quantity: 3 });
  stage.at(START + HOUR + MINUTE).join("Dag", { quantity: 2 });
  stage.join("Fox", { quantity: 1 });
  stage.at(START + HOUR + 5 * MINUTE).leave("Bob");
  stage.answerAll();
  stage.at(START + 3 * HOUR).poke();
  stage.at(CLOSES - HOUR).join("Gil", { quantity: 3 });
  stage.answerAll();
  stage.at(CLOSES + 1).join("Eve", { quantity: 1 });
  stage.at(CLOSES + HOUR).poke();
  return stage.logged.map(({ leaf }) => leaf);
}

const LEAVES = life();

function forged(edit: (entries: Forged[]) => readonly Forged[]) {
  const leaves = forge(LEAVES, edit);
  expect(readChain(leaves).wrong, "every hash of it is right").toBeNull();
  return rerun(leaves);
}

/** The n-th of its type, from 1. */
function the(entries: readonly Forged[], type: string, nth = 1): Forged {
  const entry = entries.filter((one) => one.type === type)[nth - 1];
  if (!entry) throw new Error(`no ${type} among ${entries.map((one) => one.type).join(" ")}`);
  return entry;
}

/** Of the log as it was. */
function seqOf(type: string, nth = 1): number {
  return the(
    LEAVES.map((text) => JSON.parse(text) as Forged),
    type,
    nth,
  ).seq;
}

function edited(type: string, nth: number, change: (entry: Forged) => Partial<Forged>) {
  return forged((entries) =>
    entries.map((one) => (one === the(entries, type, nth) ? { ...one, ...change(one) } : one)),
  );
}

describe("R9: a decision that is wrong and rightly hashed is named by its number", () => {
  test("the log itself is right, also when it is written anew", () => {
    expect(rerun(LEAVES)).toMatchObject({ firstWrong: null, isUnfinished: false });
    expect(forge(LEAVES, (entries) => entries)).toEqual(LEAVES);
  });

  test("a join that was a millisecond late is let in", () => {
    const open = { as: "held", qty: 1, amount: 100, currency: "EUR" };
    const { firstWrong } = edited("join_refused", 1, () => ({ type: "joined", open, about: { member: 0, leg: 0 } }));
    expect(firstWrong).toMatchObject({ seq: seqOf("join_refused") });
  });

  test("a join in time is refused as late", () => {
    const seq = seqOf("joined", 6);
    const { firstWrong } = edited("joined", 6, ({ at, deadline, about: _, ...one }) => {
      void one;
      return { type: "join_refused", open: { code: "deadline-passed", qty: 3, marginMs: deadline - at }, about: {} };
    });
    expect(firstWrong).toMatchObject({
      seq,
      why: "decided-otherwise",
      facts: { says: "join_refused", derived: "joined" },
    });
  });

  test("the waiting list is jumped", () => {
    const { firstWrong } = edited("joined", 5, (one) => ({
      open: { ...one.open, as: "held" },
      about: { member: one.seq, leg: one.seq },
    }));
    const facts = { field: "as", says: "held", derived: "waitlisted" };
    expect(firstWrong).toMatchObject({ seq: seqOf("joined", 5), why: "differs", facts });
  });

  test("a seat is taken beyond the cap", () => {
    const { firstWrong } = edited("joined", 4, (one) => ({
      open: { ...one.open, as: "held" },
      about: { member: one.seq, leg: one.seq },
    }));
    expect(firstWrong).toMatchObject({ seq: seqOf("joined", 4), why: "differs", facts: { field: "as" } });
  });

  test("an unpaid seat is ended before its time", () => {
    const { firstWrong } = edited("seat_expired", 1, ({ eff }) => ({ eff: eff - 1 }));
    expect(firstWrong).toMatchObject({ seq: seqOf("seat_expired"), why: "differs", facts: { field: "eff" } });
  });

  test("an unpaid seat is ended before anything was due", () => {
    const { firstWrong } = forged((entries) => {
      const expired = the(entries, "seat_expired");
      const left = the(entries, "withdrawn");
      return entries.flatMap((one) => {
        if (one === expired) return [];
        return one === left ? [{ ...expired, at: left.at, eff: left.at }, one] : [one];
      });
    });
    expect(firstWrong).toMatchObject({ seq: seqOf("withdrawn"), why: "not-due" });
  });

  test("the bell rings at another moment", () => {
    const { firstWrong } = edited("closing", 1, ({ eff }) => ({ eff: eff - 1 }));
    const facts = { field: "eff", says: CLOSES - 1, derived: CLOSES };
    expect(firstWrong).toMatchObject({ seq: seqOf("closing"), why: "differs", facts });
  });

  test.each(["verifiedQuantity", "members", "depositsTotalMinor", "lastInTimeAtMs", "frozenAtMs"])(
    "the count says another %s",
    (field) => {
      const { firstWrong, certificate } = edited("closed", 1, ({ open }) => ({
        open: { ...open, [field]: Number(open[field]) + 1 },
      }));
      expect(firstWrong).toMatchObject({ seq: seqOf("closed"), why: "differs", facts: { field } });
      expect(certificate).toBeNull();
    },
  );

  test("the count names another last in time", () => {
    const { firstWrong } = edited("closed", 1, ({ open }) => ({
      open: { ...open, lastInTimeSeq: seqOf("joined", 5) },
    }));
    expect(firstWrong).toMatchObject({ seq: seqOf("closed"), facts: { field: "lastInTimeSeq" } });
  });

  test("somebody leaves inside the lock", () => {
    const { firstWrong } = edited("withdrawn", 1, () => ({}));
    expect(firstWrong).toBeNull(); // As it was: in time.
    const late = forged((entries) => {
      const left = the(entries, "withdrawn");
      const bell = the(entries, "closing");
      const ada = the(entries, "joined", 1);
      const at = CLOSES - 1;
      const exit = { ...left, seq: 0, at, eff: at, actor: ada.actor, open: { qty: 5 }, about: { member: ada.seq } };
      return entries.flatMap((one) => (one === bell ? [exit, one] : [one]));
    });
    const seq = seqOf("closing");
    expect(late.firstWrong).toMatchObject({
      seq,
      why: "decided-otherwise",
      facts: { says: "withdrawn", derived: null },
    });
  });

  test("somebody in line is not asked", () => {
    const seq = seqOf("promoted");
    const { firstWrong } = forged((entries) => entries.filter((one) => one !== the(entries, "promoted")));
    expect(firstWrong).toMatchObject({ seq, why: "left-out", facts: { derived: "promoted" } });
  });

  test("a deadline that nobody has moved", () => {
    const { firstWrong } = edited("joined", 2, ({ deadline }) => ({ deadline: deadline + 1_000 }));
    expect(firstWrong).toMatchObject({ seq: seqOf("joined", 2), why: "deadline-differs" });
  });

  test("a seat for which nobody paid more than the deposit", () => {
    const { firstWrong } = edited("deposit_held", 2, ({ open }) => ({ open: { ...open, amount: 1 } }));
    expect(firstWrong).toMatchObject({ seq: seqOf("deposit_held", 2), why: "differs", facts: { field: "amount" } });
  });
});

describe("R9: what comes after a count that was reached is only chained", () => {
  const leaves = readGolden("settled-3").entries.map(({ leaf }) => leaf);

  test("up to there each decision is made again, and it says how far", () => {
    const { rerunThroughSeq, isThroughCount, counts, entries } = rerun(leaves);
    expect(isThroughCount).toBe(true);
    expect((JSON.parse(leaves[rerunThroughSeq - 1] ?? "") as Forged).type).toBe("closed");
    expect(counts.derived + counts.input + counts.private + counts.chained).toBe(entries);
  });

  test("a seat that is put in there is named all the same", () => {
    const late = forge(leaves, (all) => {
      const counted = all.indexOf(the(all, "closed"));
      const { at, deadline, eff } = the(all, "closed");
      const join = { ...the(all, "joined"), seq: 0, at, deadline, eff, about: { member: 0, leg: 0 } };
      return all.toSpliced(counted + 1, 0, join);
    });
    const { firstWrong, rerunThroughSeq } = rerun(late);
    expect(firstWrong).toMatchObject({ seq: rerunThroughSeq + 1, why: "impossible", facts: { says: "joined" } });
  });

  test("a log of form 1 does not say enough: nothing of it is said to be right", () => {
    const old = readGolden("settled-2").entries.map(({ leaf }) => leaf);
    expect(rerun(old)).toMatchObject({ isFormOld: true, rerunThroughSeq: 0, isThroughCount: false, firstWrong: null });
  });
});

describe("R9: a log of any kind is run without a fall", () => {
  test("cut off anywhere it is right as far as it goes", () => {
    for (let size = 0; size <= LEAVES.length; size += 1) {
      const { firstWrong, entries } = rerun(LEAVES.slice(0, size));
      expect(firstWrong, `${size} entries`).toBeNull();
      expect(entries).toBe(size);
    }
  });

  test("altered without its hashes, put in twice, taken out or no entry at all: named", () => {
    const seq = 7;
    const altered = LEAVES.with(
      seq - 1,
      (LEAVES[seq - 1] ?? "").replace('"sealed":"', '"sealed":"00').replace(/..("[^"]*)$/, "$1"),
    );
    expect(rerun(altered).firstWrong?.seq).toBe(seq);
    expect(rerun(LEAVES.toSpliced(seq - 1, 1)).firstWrong).toMatchObject({ seq, why: "out-of-order" });
    expect(rerun(LEAVES.toSpliced(seq, 0, LEAVES[seq - 1] ?? "")).firstWrong).toMatchObject({
      seq,
      why: "out-of-order",
    });
    expect(rerun(LEAVES.with(seq - 1, "{}")).firstWrong).toMatchObject({ seq, why: "unreadable" });
  });

  test("terms that are none, and whatever else an entry may say", () => {
    const opened = seqOf("opened");
    expect(edited("opened", 1, () => ({ open: {} })).firstWrong?.seq).toBe(opened);
    for (const [index, text] of LEAVES.entries()) {
      if (index < opened - 1 || index >= seqOf("closed")) continue; // Nothing after the count is decided again.
      const { firstWrong } = forged((entries) =>
        entries.with(index, { ...(JSON.parse(text) as Forged), open: { odd: [] } }),
      );
      expect(firstWrong?.seq, text).toBe(index + 1);
    }
  });
});
