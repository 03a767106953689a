import type { Found } from "./boundaries.ts";

/** Where a named point is found among the boundaries of a run. */
export interface Met {
  /** A life that comes by there. */
  readonly life: string;
  /** The first boundary that is it; `index` is its place among all of them. */
  readonly at: (found: Found, index: number, all: readonly Found[]) => boolean;
  /** Only there: the standard lives do not come by it in the other runtime, or cannot. */
  readonly only?: "simulated" | "workers";
  /** What happens there; it dies where nothing is said. */
  readonly how?: "refused" | "rekeyed";
}

/** A test by its file and its title. */
export interface NamedTest {
  readonly file: string;
  readonly test: string;
}

/** One of the 28 named moments at which a process may die (docs/crash-safety.md). */
export interface CrashPoint {
  readonly id: string;
  readonly says: string;
  /** Null where it is no boundary of a run. */
  readonly met: Met | null;
  /** Other tests that play it; the only ones where it is no boundary. */
  readonly alsoBy?: readonly NamedTest[];
}

const PAID = "paid and settled";
const FAILED = "below the minimum, refunded";
const CALLED_BACK = "called back before the payout, won";
const CLOSED_DAY = "the books of a day are closed";

const merchantTest = (test: string): NamedTest => ({ file: "test/worker/merchant-account.test.ts", test });

/** All of them. A point that no run meets any more fails the test that reads this table. */
export const CRASH_POINTS: readonly CrashPoint[] = [
  point(
    "K01",
    "before the transaction of a join",
    FAILED,
    (one) => before(one, "transaction") && writes(one, "joined"),
  ),
  point("K02", "after it, before the reply", FAILED, (one) => after(one, "transaction") && writes(one, "joined")),
  point("K03", "after the reply", FAILED, (one) => joining(one) && after(one, "reply", "execute")),
  point(
    "K04",
    "the call is planned and has not left",
    FAILED,
    (one) => joining(one) && before(one, "provider", "open"),
  ),
  point(
    "K05",
    "it has reached the bank, which dies with it",
    FAILED,
    (one) => banks(one) && before(one, "transaction"),
    {
      only: "simulated",
    },
  ),
  point(
    "K06",
    "the bank has done it and dies before it answers",
    FAILED,
    (one) => banks(one) && after(one, "transaction"),
    {
      only: "simulated",
    },
  ),
  point(
    "K07",
    "the money is secured, the answer is cut off",
    FAILED,
    (one) => joining(one) && after(one, "provider", "open"),
  ),
  point("K08", "it was read back, nothing is stored", FAILED, (one) => joining(one) && after(one, "provider", "read")),
  point(
    "K09",
    "the audit is done, before the transaction that confirms",
    FAILED,
    (one) => joining(one) && before(one, "transaction") && writes(one, "deposit_captured"),
  ),
  point("K10", "committed, before the receipt is signed", FAILED, (one) => joining(one) && before(one, "signer")),
  point("K11", "signed, before the reply", FAILED, (one) => joining(one) && after(one, "signer")),
  point("K12", "before the outbox sends", FAILED, (one) => joining(one) && before(one, "outbox")),
  point(
    "K13",
    "the directory has it, the acknowledgement is lost",
    FAILED,
    (one) => joining(one) && after(one, "outbox"),
  ),
  point("K14", "the directory refuses the batch", FAILED, (one) => joining(one) && before(one, "outbox"), {
    how: "refused",
  }),
  point(
    "K15",
    "the alarm of the deadline begins",
    FAILED,
    (one, index, all) => before(one, "alarm") && writes(nextCommit(all, index), "closing"),
  ),
  point(
    "K16",
    "half of what the alarm set off is done",
    FAILED,
    (one, index, all) =>
      after(one, "provider", "refund") && all.slice(index + 1).some((two) => after(two, "provider", "refund")),
    { alsoBy: [merchantTest("K16: one timer that fails does not stop the others, and is tried again")] },
  ),
  point(
    "K17",
    "the close is committed and nobody has been told",
    "watched to the bell",
    (one, index, all) => before(one, "send") && all.slice(0, index).some((two) => writes(two, "closing")),
    { only: "workers" },
  ),
  point(
    "K18",
    "the award stands, the first of several captures is sent",
    PAID,
    (one, index, all) =>
      after(one, "provider", "capture") &&
      all.slice(index + 1).some((two) => sameStep(one, two) && after(two, "provider", "capture")),
  ),
  point(
    "K19",
    "a later one is sent, and what came of it is not known",
    PAID,
    (one, index, all) =>
      after(one, "provider", "capture") &&
      all.slice(0, index).some((two) => sameStep(one, two) && after(two, "provider", "capture")),
  ),
  point(
    "K20",
    "a refund is sent, and what came of it is not known",
    FAILED,
    (one) => after(one, "provider", "refund"),
    {
      alsoBy: [
        {
          file: "test/worker/provider-events.test.ts",
          test: "K20: a refund whose key is forgotten is found, and not made a second time",
        },
      ],
    },
  ),
  point(
    "K21",
    "a payout is planned and has not left",
    PAID,
    (one) => merchants(one) && before(one, "provider", "payout"),
    {
      only: "simulated",
      alsoBy: [merchantTest("K21: evicted between plan and answer: the payout is found planned and sent once")],
    },
  ),
  point(
    "K22",
    "a payout is sent, and what came of it is not known",
    PAID,
    (one) => merchants(one) && after(one, "provider", "payout"),
    {
      only: "simulated",
      alsoBy: [merchantTest("K22: an answer that arrives after it has been looked up changes nothing")],
    },
  ),
  point(
    "K23",
    "a notification is stored and not applied",
    CALLED_BACK,
    (one) => told(one) && after(one, "d1", "run") && one.nth === 1,
    { only: "simulated" },
  ),
  point(
    "K24",
    "it is applied and not acknowledged",
    CALLED_BACK,
    (one) => told(one) && after(one, "d1", "run") && one.nth === 2,
    { only: "simulated" },
  ),
  point(
    "K25",
    "the alarm of a conversion begins",
    "holds converted, then awarded",
    (one, index, all) => before(one, "alarm") && writes(nextCommit(all, index), "call_planned"),
  ),
  point(
    "K26",
    "in the middle of a page of the reconciliation",
    CLOSED_DAY,
    (one, index, all) =>
      closing(one) &&
      after(one, "d1", "batch") &&
      all.slice(index + 1).some((two) => sameStep(one, two) && before(two, "d1", "batch")),
    {
      only: "simulated",
      alsoBy: [
        {
          file: "test/worker/reconciliation.test.ts",
          test: "K26: cut off in the middle of a page, it goes on where it was, and two at once come to one close",
        },
      ],
    },
  ),
  point(
    "K27",
    "the key of receipts changes between leaf and signature",
    FAILED,
    (one) => joining(one) && before(one, "signer"),
    { how: "rekeyed" },
  ),
  {
    id: "K28",
    says: "a deployment: old and new code take turns",
    met: null,
    alsoBy: [
      {
        file: "test/worker/upgrade.test.ts",
        test: "K28: an object that a newer version has extended goes on, and keeps the newer count",
      },
      {
        file: "test/worker/upgrade.test.ts",
        test: "K28: nothing is judged, written or told, and it is said why; the newer version finds everything as it was",
      },
    ],
  },
];

function point(
  id: string,
  says: string,
  life: string,
  at: Met["at"],
  { alsoBy = [], ...where }: Pick<Met, "only" | "how"> & Pick<CrashPoint, "alsoBy"> = {},
): CrashPoint {
  return { id, says, met: { life, at, ...where }, alsoBy };
}

/** The first moment of a run that is this point. */
export function findPoint({ met }: CrashPoint, all: readonly Found[]): Found | null {
  return all.find((found, index) => met?.at(found, index, all)) ?? null;
}

function is(found: Found, phase: Found["phase"], port: Found["port"], what: string): boolean {
  return found.phase === phase && found.port === port && (what === "" || found.what.split(" ")[0] === what);
}

function before(found: Found, port: Found["port"], what = ""): boolean {
  return is(found, "before", port, what);
}

function after(found: Found, port: Found["port"], what = ""): boolean {
  return is(found, "after", port, what);
}

/** While somebody joins, in the group-buy's own object. */
function joining({ during, object }: Found): boolean {
  return during.includes(" join") && object.startsWith("GroupBuy");
}

function banks({ during, object }: Found): boolean {
  return during.includes(" join") && object.startsWith("SandboxBank");
}

/** The bank's own account, from which notifications come, while it tells one. */
function told({ object, during }: Found): boolean {
  return object === "SandboxBank account" && during.includes("dispute_opened");
}

function closing({ object }: Found): boolean {
  return object === "Minute books";
}

function merchants({ object }: Found): boolean {
  return object.startsWith("MerchantAccount");
}

function sameStep(one: Found, other: Found): boolean {
  return one.during === other.during && one.object === other.object;
}

function writes(found: Found | undefined, type: string): boolean {
  return found?.wrote.split("+").includes(type) ?? false;
}

function nextCommit(all: readonly Found[], index: number): Found | undefined {
  const { object } = all[index] ?? {};
  return all.slice(index).find((two) => two.object === object && two.port === "transaction");
}
