import { describe, expect, test } from "vitest";
import type { MailEntry, MailRecords } from "../../worker/app/mail/records.ts";

const T = Date.UTC(2026, 11, 1);
const MINUTE = 60_000;

function entry(id: string, changes: Partial<MailEntry> = {}): MailEntry {
  return { id, personId: "usr_mei", kind: "settled", addressDigest: `digest-${id}`, postedAtMs: T, ...changes };
}

/** The one truth about each mail: D1 and its twin in memory. Every test brings names of its own. */
export function mailRecordsContract(name: string, make: () => MailRecords): void {
  describe(`${name}: records of mail`, () => {
    test("one turn at a time; a turn that was cut off comes again after its lease", async () => {
      const records = make();
      await records.plan([entry("a"), entry("a")]);
      const turns = await Promise.all([1, 2, 3].map(() => records.take(entry("a"), T, T + MINUTE)));
      expect(turns.map(({ kind }) => kind).sort()).toEqual(["ours", "theirs", "theirs"]);
      expect(await records.take(entry("a"), T + MINUTE, T + 2 * MINUTE)).toEqual({
        kind: "ours",
        tries: 2,
        postedAtMs: T,
        block: null,
      });
    });

    test("a mail that nobody planned is on its way too, from when it was first handed over", async () => {
      const records = make();
      expect((await records.take(entry("b"), T, T + 1)).kind).toBe("ours");
      await records.settle({ id: "b", state: "queued", reason: "no_answer", providerId: null, atMs: T });
      const later = await records.take(entry("b", { postedAtMs: T + MINUTE }), T, T + 1);
      expect(later).toMatchObject({ kind: "ours", tries: 2, postedAtMs: T });
    });

    test("what is over is over: a repeat out of the queue has no turn, planning changes nothing", async () => {
      const records = make();
      await records.take(entry("c"), T, T + MINUTE);
      await records.settle({ id: "c", state: "sent", reason: null, providerId: "p-c", atMs: T + 1 });
      await records.plan([entry("c")]);
      expect(await records.take(entry("c"), T + MINUTE, T + 2 * MINUTE)).toEqual({ kind: "over" });
    });

    test("what a service tells only ever moves a mail forward, in whatever order it comes", async () => {
      const records = make();
      await records.take(entry("d", { personId: "usr_d" }), T, T + MINUTE);
      await records.settle({ id: "d", state: "sent", reason: null, providerId: "p-d", atMs: T });
      const names = { id: null, providerId: "p-d" };
      const stateOf = async () => (await records.ofPerson("usr_d", 1))[0]?.state;
      await records.note(names, { state: "bounced", reason: "5.1.1", atMs: T + 3 });
      await records.note(names, { state: "delivered", reason: null, atMs: T + 2 });
      expect(await stateOf()).toBe("bounced");
      await records.note(names, { state: "complained", reason: null, atMs: T + 4 });
      expect(await stateOf()).toBe("complained");
      expect(
        await records.note({ id: null, providerId: "nobody's" }, { state: "bounced", reason: null, atMs: T }),
      ).toBeNull();
    });

    test("an event may be faster than the answer: our own name finds the mail, and the answer takes nothing back", async () => {
      const records = make();
      await records.take(entry("e", { personId: "usr_e" }), T, T + MINUTE);
      await records.note({ id: "e", providerId: "p-e" }, { state: "delivered", reason: null, atMs: T + 1 });
      await records.settle({ id: "e", state: "sent", reason: null, providerId: "p-e", atMs: T + 2 });
      expect((await records.ofPerson("usr_e", 1))[0]?.state).toBe("delivered");
    });

    test("a block ends with its reader's wish or an arrival, and an older event does not bring it back", async () => {
      const records = make();
      await records.block("f", { reason: "bounced", atMs: T });
      expect(await records.blockOf("f")).toEqual({ reason: "bounced", atMs: T });
      await records.unblock("f", T + 10, ["bounced"]);
      await records.block("f", { reason: "bounced", atMs: T + 5 });
      expect(await records.blockOf("f")).toBeNull();
      await records.block("f", { reason: "complained", atMs: T + 20 });
      await records.unblock("f", T + 30, ["bounced", "refused"]);
      expect(await records.blockOf("f")).toEqual({ reason: "complained", atMs: T + 20 });
      const turn = await records.take(entry("f1", { addressDigest: "f" }), T, T + 1);
      expect(turn).toMatchObject({ block: { reason: "complained" } });
    });

    test("what was lost is listed, what an address did not want is not; the old is forgotten", async () => {
      const records = make();
      const ends = [
        ["g1", "failed", "no_answer"],
        ["g2", "refused", "content"],
        ["g3", "refused", "blocked"],
        ["g4", "expired", null],
      ] as const;
      for (const [at, [id, state, reason]] of ends.entries()) {
        await records.take(entry(id, { personId: "usr_g" }), T + at, T + MINUTE);
        await records.settle({ id, state, reason, providerId: null, atMs: T + 10 * MINUTE + at });
      }
      const lost = (await records.lost(T + 10 * MINUTE, 100)).filter(({ personId }) => personId === "usr_g");
      expect(lost.map(({ id }) => id)).toEqual(["g2", "g1"]);
      await records.forgetBefore(T + 11 * MINUTE);
      expect(await records.ofPerson("usr_g", 10)).toEqual([]);
    });
  });
}
