import { abortAllDurableObjects, evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createAuthorities } from "../../worker/adapters/authorities.ts";
import type { Authority } from "../../worker/app/authority.ts";
import type { EscrowProvider, EscrowStep } from "../../worker/app/escrow-provider.ts";
import { checkLedger } from "../../worker/core/ledger/invariants.ts";
import type { DepositView } from "../../worker/core/deposit/provider.ts";
import { silentLog } from "../support/edge-doubles.ts";
import { valueOf } from "../support/escrow-calls.ts";
import { person } from "../support/group-buy-persons.ts";
import { MINUTE, SECOND } from "../support/group-buy-terms.ts";
import { actor, booksOf, call, directory, DAY, Life, prepareDatabases } from "../support/worker-life.ts";
import { accepted, BEGIN, BELL, faultsReported, onOpenStand, receiptOf, type Stand } from "../support/worker-stand.ts";

beforeAll(prepareDatabases);
afterEach(() => {
  vi.restoreAllMocks();
});

/** Nobody will ever hear of this: what a call is that dies with its object. */
const NEVER = new Promise<never>(() => undefined);

describe("scenario 25: cut off in between, nothing is lost and nothing happens twice", () => {
  test("K04: the plan was committed, the call never left", async () => {
    await onOpenStand(async (stand) => {
      const dead = { ...stand.bank, open: () => NEVER };
      stand.restart({ provider: dead });
      accepted(await stand.join("Bo"));
      await resume(stand);
      await oneDepositOf(stand, "Bo");
    });
  });

  test("K07: the bank holds the money, the answer was cut off", async () => {
    await onOpenStand(async (stand) => {
      const { bank } = stand;
      const deaf: EscrowProvider = { ...bank, open: (intent, key) => bank.open(intent, key).then(() => NEVER) };
      stand.restart({ provider: deaf });
      accepted(await stand.join("Bo"));
      await resume(stand);
      await oneDepositOf(stand, "Bo");
    });
  });

  test("K08: the audit has read the hold, the event was not stored", async () => {
    await onOpenStand(async (stand) => {
      const { bank } = stand;
      stand.restart({ provider: { ...bank, read: (handle) => bank.read(handle).then(() => NEVER) } });
      accepted(await stand.join("Bo"));
      await resume(stand);
      await oneDepositOf(stand, "Bo");
    });
  });

  test.each<[string, EscrowStep]>([
    ["K19", "capture"],
    ["K20", "refund"],
    ["K20", "release"],
  ])("%s: the bank has done the %s, the event was not stored", async (_, step) => {
    await onOpenStand(
      async (stand) => {
        const { bank } = stand;
        const deaf: EscrowProvider = {
          ...bank,
          capture: (...order) =>
            step === "capture" ? bank.capture(...order).then(() => NEVER) : bank.capture(...order),
          release: (...order) =>
            step === "release" ? bank.release(...order).then(() => NEVER) : bank.release(...order),
          refund: (...order) => (step === "refund" ? bank.refund(...order).then(() => NEVER) : bank.refund(...order)),
        };
        accepted(await stand.join("Bo"));
        await stand.rest();
        stand.restart({ provider: deaf });
        stand.at(step === "release" ? BELL : BEGIN + 5 * DAY); // Plan B: a hold is converted a day before it ends.
        await stand.object.alarm();
        if (step === "refund") {
          await stand.rest();
          stand.at(BEGIN + 30 * DAY); // The bell: too few, everything back.
          await stand.object.alarm();
        }
        await resume(stand);
        if (step === "capture") {
          expect(await bankBalance(stand)).toBe(300);
          stand.at(BEGIN + 30 * DAY);
          await stand.object.alarm();
          await stand.rest();
        }
        const legs = stand.legs();
        expect(legs.map(({ state }) => state)).toEqual(legs.map(() => (step === "release" ? "released" : "refunded")));
        expect(await bankBalance(stand)).toBe(0);
        ledgerIsSound(stand);
      },
      step === "release" ? {} : { terms: { closesAtMs: BEGIN + 30 * DAY } },
    );
  });

  test("a call of a life that is over, arriving after its hold was let go, holds nothing, and nothing is booked twice", async () => {
    await onOpenStand(async (stand) => {
      const { bank } = stand;
      const onTheirWay: (() => ReturnType<EscrowProvider["open"]>)[] = [];
      const slow: EscrowProvider["open"] = (...call) => {
        onTheirWay.push(() => bank.open(...call));
        return NEVER;
      };
      stand.restart({ provider: { ...bank, open: slow } });
      accepted(await stand.join("Bo"));
      await resume(stand);
      expect(stand.memberOf("Bo").state).toBe("active");
      accepted(await stand.execute(person("Bo"), { type: "leave" }));
      await stand.rest();
      const { depositLegId } = stand.memberOf("Bo");
      const depositId = depositLegId ?? "";
      const books = () => ({ events: stand.events(), journals: stand.journals(), leg: stand.legs() });
      const before = books();
      expect(before.leg.find(({ id }) => id === depositId)).toMatchObject({ state: "released", pending: null });

      for (const laterMs of [0, 2 * DAY]) {
        await bank.setClockOffset(stand.id, laterMs); // After a day the bank does not know the key any more.
        for (const arrives of onTheirWay) await arrives();
        expect(valueOf(await bank.read({ groupBuyId: stand.id, depositId }))).toMatchObject({ state: "released" });
        await stand.object.reread({ kind: "deposit", groupBuyId: stand.id, depositId });
        await stand.rest();
        expect(books()).toEqual(before);
      }
      expect(onTheirWay).toHaveLength(1);
      const moved = valueOf(await bank.statement(stand.id, 0)).lines;
      expect(moved).toEqual([]);
      ledgerIsSound(stand);
    });
  });

  test("K12, K14: the mirror is down; the log waits and arrives in order, once", async () => {
    await onOpenStand(async (stand) => {
      const faults = faultsReported();
      stand.mirror.broken = true;
      accepted(await stand.join("Bo"));
      await stand.rest();
      const stood = stand.mirror.throughSeq;
      expect(stood).toBeLessThan(stand.events().length);
      await stand.object.drained();
      expect(faults()).toContain("the mirror is not reached");
      expect(await stand.state.storage.getAlarm()).toBeLessThanOrEqual(stand.nowMs() + 15 * SECOND);

      stand.restart();
      stand.mirror.broken = false;
      stand.at(stand.nowMs() + 15 * SECOND);
      await stand.object.alarm();
      expect(stand.mirror.throughSeq).toBe(stand.events().length);
      expect(stand.mirror.taken.at(-1)?.afterSeq).toBeLessThanOrEqual(stood); // No gap.
      const delivered = stand.mirror.taken.flatMap(({ journals }) => journals.map(({ id }) => id));
      expect(new Set(delivered)).toEqual(new Set(stand.journals().map(({ id }) => id)));
    });
  });

  test("K13: the mirror has taken it, the cursor was lost: it is delivered again and known", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    await life.join(bo);
    await life.rest();
    const before = [await directory.ledgerOf(life.id), await directory.trialBalance()];
    await evictDurableObject(life.stub);
    await life.stub.poke();
    await life.stub.drained();
    expect([await directory.ledgerOf(life.id), await directory.trialBalance()]).toEqual(before);
  });

  test("a mirror that stays away is asked more and more patiently", async () => {
    await onOpenStand(async (stand) => {
      faultsReported();
      stand.mirror.broken = true;
      accepted(await stand.join("Bo", { instrument: null }));
      await stand.object.drained();
      await stand.state.storage.deleteAlarm();
      const waits: number[] = [];
      for (let n = 0; n < 6; n += 1) {
        await stand.object.alarm();
        const alarmMs = await stand.state.storage.getAlarm();
        waits.push((alarmMs ?? 0) - stand.nowMs());
        stand.at(stand.nowMs() + 1);
      }
      expect(waits).toEqual([...waits].sort((a, b) => a - b));
      expect(waits.at(-1)).toBe(5 * MINUTE);
    });
  });

  test("the answer to a command survives the object, and so does the refusal of another body", async () => {
    const life = await Life.published();
    const bo = await actor("buyer", "Bo");
    const first = await life.tryJoin(bo, {}, "once");
    await evictDurableObject(life.stub);
    expect((await life.tryJoin(bo, {}, "once")).text).toBe(first.text);
    expect((await life.tryJoin(bo, { quantity: 1 }, "once")).json.slug).toBe("idempotency-key-reused");
    const { id } = first.json.receipt;
    expect((await call("GET", `/receipts/${id}`)).json).toEqual(first.json.receipt);
  });

  test("killed in the middle of everything, again and again: a life ends as it would have", async () => {
    const life = await Life.published();
    const people = await Promise.all(["Bo", "Cy", "Di"].map((name) => actor("buyer", name)));
    const merchant = await actor("merchant", "Rö");
    for (const person of people) {
      await life.join(person);
      await abortAllDurableObjects();
    }
    await life.offer(merchant);
    await abortAllDurableObjects();
    await life.advanceTo(life.closesAtMs);
    await evictDurableObject(life.stub);
    for (const person of [life.initiator, ...people]) {
      expect((await life.payBalance(person)).status).toBe(202);
      await abortAllDurableObjects();
    }
    await life.advance(MINUTE); // What was cut off is looked up.
    expect((await life.view()).state).toBe("fulfilling");
    await life.ship(merchant);
    await evictDurableObject(life.stub);
    await life.advance(11 * DAY);
    expect((await life.view()).state).toBe("settled");
    const { violations, standing } = await booksOf(life);
    expect([violations, standing]).toEqual([[], []]);
    expect((await life.events()).filter((type) => type === "joined")).toHaveLength(3);
  });
});

describe("a provider that takes its time", () => {
  test("sandbox:slow: the seat is held at once; the clock, other joins and the bell do not wait for the answer", async () => {
    const gate = Promise.withResolvers<undefined>();
    await onOpenStand(
      async (stand) => {
        const { bank } = stand;
        stand.restart({ provider: { ...bank, open: (...order) => gate.promise.then(() => bank.open(...order)) } });
        stand.at(BELL - 2 * SECOND);
        expect(accepted(await stand.join("Bo")).membership?.state).toBe("held");
        stand.at(BELL + SECOND);
        await stand.object.alarm();
        expect(stand.events().at(-1)).toBe("closing"); // G11: the payment is in flight, the count waits.
        gate.resolve(undefined);
        await stand.rest();
        expect(stand.events()).toContain("closed");
        expect(stand.memberOf("Bo").state).toBe("refunded");
        ledgerIsSound(stand);
      },
      { terms: { quantityMinimum: 3 } },
    );
  });

  test("scenario 6: a hold that comes after its seat has lapsed goes back by itself, and the receipt stands", async () => {
    const gate = Promise.withResolvers<undefined>();
    await onOpenStand(async (stand) => {
      const { bank } = stand;
      stand.restart({ provider: { ...bank, open: (...order) => gate.promise.then(() => bank.open(...order)) } });
      const receipt = receiptOf(await stand.join("Bo"));
      stand.at(BEGIN + 11 * MINUTE);
      await stand.object.alarm();
      expect(stand.memberOf("Bo").state).toBe("lapsed");
      gate.resolve(undefined);
      await stand.rest();
      expect(stand.events().slice(-2)).toEqual(["deposit_held", "deposit_released"]);
      expect(stand.memberOf("Bo").state).toBe("lapsed");
      ledgerIsSound(stand);
      const again = await stand.object.receipt(receipt.seq);
      expect(again.ok && again.value).toEqual(receipt);
    });
  });

  test("throttled calls wait as long as they are told and go out once", async () => {
    await onOpenStand(async (stand) => {
      await stand.bank.plantFault(stand.id, "open", "throttle", 2);
      accepted(await stand.join("Bo"));
      await expect.poll(() => callsOf(stand)).toEqual([{ tries: 1, next_try_ms: BEGIN + SECOND }]);
      stand.at(BEGIN + SECOND);
      await stand.object.alarm();
      await expect.poll(() => callsOf(stand)).toEqual([{ tries: 2, next_try_ms: BEGIN + 2 * SECOND }]);
      stand.at(BEGIN + 2 * SECOND);
      await stand.object.alarm();
      await oneDepositOf(stand, "Bo");
      expect(callsOf(stand)).toEqual([]);
    });
  });

  test("scenario 22: a conversion declined twice costs the seat; never a capture on a dead hold", async () => {
    await onOpenStand(
      async (stand) => {
        accepted(await stand.join("Bo"));
        await stand.rest();
        const [initiators, bos] = stand.legs().sort((a, b) => a.id.localeCompare(b.id));
        expect([initiators?.plan, bos?.plan]).toEqual(["B", "B"]);
        await stand.bank.plantFault(stand.id, "capture", "decline", 4);
        const convertAtMs = bos?.convertAtMs ?? 0;
        stand.at(convertAtMs);
        await stand.object.alarm();
        await stand.rest();
        expect(stand.memberOf("Bo").state).toBe("active");
        stand.at(convertAtMs + 360 * MINUTE);
        await stand.object.alarm();
        await stand.rest();
        expect(stand.memberOf("Bo").state).toBe("lapsed");
        expect(stand.events().filter((type) => type === "capture_failed")).toHaveLength(4);
        expect(await bankBalance(stand)).toBe(0);
        ledgerIsSound(stand);
      },
      { terms: { closesAtMs: BEGIN + 12 * DAY } },
    );
  });
});

describe("scenario 8: proof that does not fit seats nobody", () => {
  test.each<[string, Partial<DepositView>]>([
    ["one minor unit less", { amountMinor: 99 }],
    ["another currency", { currency: "USD" }],
    ["another group-buy's", { groupBuyId: "gb_00000000000000000000000009" }],
    ["another deposit's", { depositId: "dep_00000000000000000000000009" }],
    ["money of another kind", { mode: "live" }],
  ])("%s: no seat, the hold is let go, the reason is in the log", async (_, forged) => {
    await onOpenStand(async (stand) => {
      stand.restart({ provider: readingAs(stand, forged) });
      accepted(await stand.join("Bo"));
      await stand.rest();
      expect(stand.memberOf("Bo").state).toBe("held"); // Until its window ends; another card may still be named.
      expect(stand.events().slice(-2)).toEqual(["deposit_declined", "deposit_released"]);
      expect(stand.legs().find(({ memberId }) => memberId === stand.memberOf("Bo").id)?.declineCode).toBe(
        "deposit-mismatch",
      );
      ledgerIsSound(stand);
    });
  });

  test("a reference that another deposit rests on counts once", async () => {
    await onOpenStand(async (stand) => {
      const [initiators] = stand.legs();
      stand.restart({ provider: readingAs(stand, { ref: initiators?.providerRef ?? "" }) });
      accepted(await stand.join("Bo"));
      await stand.rest();
      expect(stand.memberOf("Bo").state).toBe("held");
      expect(stand.legs().map(({ declineCode }) => declineCode)).toContain("deposit-already-used");
    });
  });
});

describe("an object that cannot be reached", () => {
  test("overloaded: nothing was judged, that is said, and nothing is sent again", async () => {
    const reached = countingAuthority(Object.assign(new Error("Too many requests"), { overloaded: true }));
    expect(await reached.authority.execute(LEAVE)).toMatchObject({ ok: false, error: { refusal: { code: "busy" } } });
    expect(reached.calls()).toBe(1);
  });

  test("a failure that the platform calls retryable is sent once more, through a fresh stub", async () => {
    const reached = countingAuthority(Object.assign(new Error("reset"), { retryable: true }));
    const refusal = { code: "dependency-unavailable" };
    expect(await reached.authority.execute(LEAVE)).toMatchObject({ ok: false, error: { refusal } });
    expect(reached.calls()).toBe(2);
  });
});

const LEAVE = { command: { type: "leave" }, actor: person("Bo"), commandId: "c1" } as const;

function countingAuthority(error: Error) {
  let calls = 0;
  const failing = {
    execute: () => {
      calls += 1;
      return Promise.reject(error);
    },
  } as unknown as Authority; // The one call that these tests make.
  const authorities = createAuthorities(
    { idFromName: (name) => env.GROUP_BUY.idFromName(name), get: () => failing },
    { attempts: null, log: silentLog },
  );
  return { authority: authorities.of("gb_x"), calls: () => calls };
}

/** The bank, whose reads show something else. */
function readingAs({ bank }: Stand, forged: Partial<DepositView>): EscrowProvider {
  return {
    ...bank,
    async read(handle) {
      const read = await bank.read(handle);
      return read.outcome === "ok" ? { ...read, value: { ...read.value, ...forged } } : read;
    },
  };
}

/** A new object over what is stored, woken by its alarm until nothing is owed. */
async function resume(stand: Stand): Promise<void> {
  stand.restart();
  stand.at(stand.nowMs() + 15 * SECOND);
  await stand.object.alarm();
  await stand.rest();
}

async function oneDepositOf(stand: Stand, name: string): Promise<void> {
  await stand.rest();
  const { depositLegId, state } = stand.memberOf(name);
  expect(state).toBe("active");
  expect(stand.legs()).toHaveLength(2);
  expect(stand.events().filter((type) => type === "deposit_held")).toHaveLength(2);
  expect(stand.journals().map(({ kind }) => kind)).toEqual(["hold", "hold"]);
  const read = await stand.bank.read({ groupBuyId: stand.id, depositId: depositLegId ?? "" });
  expect(read).toMatchObject({ outcome: "ok", value: { state: "held", amountMinor: 100 } });
  ledgerIsSound(stand, { isOpen: true });
}

function ledgerIsSound(stand: Stand, { isOpen = false } = {}): void {
  expect(checkLedger(stand.journals())).toEqual([]);
  if (isOpen) return;
  const held = stand.legs().filter(({ heldMinor }) => heldMinor > 0);
  const owing = held.filter(({ memberId }) => memberId !== stand.memberOf("Ines").id);
  expect(owing).toEqual([]);
}

async function bankBalance(stand: Stand): Promise<number> {
  const page = await stand.bank.statement(stand.id, 0);
  return page.outcome === "ok" ? (page.value.lines.at(-1)?.balanceMinor ?? 0) : NaN;
}

function callsOf(stand: Stand): unknown[] {
  return stand.state.storage.sql.exec("SELECT tries, next_try_ms FROM calls").toArray();
}
