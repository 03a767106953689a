/** The named moments at which a process may die (docs/crash-safety.md), in the platform's own runtime. */
import { beforeAll, describe, expect, test } from "vitest";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { assert } from "../../worker/core/result.ts";
import { isSameMoment, nameOf, type Found } from "../support/boundaries.ts";
import { CRASH_POINTS, findPoint } from "../support/crash-points.ts";
import { differencesOf, endOf, faultsIn } from "../support/life-end.ts";
import { STANDARD_LIVES, type StandardLife } from "../support/standard-lives.ts";
import { liveOnStand, type StandRun } from "../support/worker-crash-stand.ts";
import { prepareDatabases } from "../support/worker-life.ts";

beforeAll(prepareDatabases);

/** The first steps of each life are enough to come by its points. */
const STEPS: Readonly<Record<string, number>> = {
  "below the minimum, refunded": 6,
  "paid and settled": 9,
  "holds converted, then awarded": 6,
  "watched to the bell": 8,
};

const points = CRASH_POINTS.filter(({ met }) => met !== null && met.only !== "simulated");

describe("killed there, woken by its alarm, asked again: it goes on as it would have", () => {
  test.each(points.map((point) => [point.id, point.says, point] as const))("%s: %s", async (_, __, point) => {
    assert(point.met, "it is a boundary");
    const { life: name, how } = point.met;
    const life = lifeOf(name);
    const moment = findPoint(point, (await undisturbed(life, STEPS[name] ?? 0)).recorder.found);
    assert(moment, `"${name}" comes by ${point.id}`);
    const steps = parseInt(moment.during) + 1;
    const fate = how === "refused" ? "refuse" : "kill";
    const other = how === "rekeyed" ? await otherSigner() : null;
    const run = await liveOnStand(life, {
      steps,
      fateAt: (found) => (isSameMoment(found, moment) ? fate : "go"),
      ...(other && { afterwards: { signer: other } }),
    });
    expect(run.recorder.deaths.map(placeOf)).toEqual([placeOf(moment)]);
    expect(faultsIn(run.remains)).toEqual([]);
    if (other) expect(kidsOf(run)).toEqual([other.kid]);
    expect(differencesOf(endOf((await undisturbed(life, steps)).remains), endOf(run.remains))).toEqual([]);
  });
});

const whole = new Map<string, Promise<StandRun>>();

/** Lived once for all points on its way. */
function undisturbed(life: StandardLife, steps: number): Promise<StandRun> {
  const key = `${life.name} ${steps}`;
  const run = whole.get(key) ?? liveOnStand(life, { steps });
  whole.set(key, run);
  return run;
}

function lifeOf(name: string): StandardLife {
  const life = STANDARD_LIVES.find((one) => one.name === name);
  assert(life, `${name} is a standard life`);
  return life;
}

/** Another deployment's key. The leaf stays what it was: only the signature over it is new. */
async function otherSigner() {
  const pair = await crypto.subtle.generateKey({ name: "Ed25519" }, true, ["sign", "verify"]);
  assert("privateKey" in pair, "a signature takes two keys");
  const jwk = await crypto.subtle.exportKey("jwk", pair.privateKey);
  assert("x" in jwk && jwk.x && jwk.d, "it can be taken out");
  return createReceiptSigner({ kty: "OKP", crv: "Ed25519", x: jwk.x, d: jwk.d });
}

/** Whose keys the receipts of a run name. */
function kidsOf({ remains }: StandRun): string[] {
  const receipts = remains.answered.flatMap(({ reply }) =>
    reply.ok && reply.value.receipt ? [reply.value.receipt] : [],
  );
  return receipts.map(({ jws }) => {
    const header: { kid: string } = JSON.parse(atob(jws.slice(0, jws.indexOf(".")))); // Our own header.
    return header.kid;
  });
}

/** What it writes is known only where it comes through. */
function placeOf(found: Found): string {
  return nameOf({ ...found, wrote: "" });
}
