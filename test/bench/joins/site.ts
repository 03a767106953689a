/** A Worker of its own to measure, with a crowd of people and a fresh group-buy for each round. */
import { z } from "zod";
import { type GroupBuyResource, Leg } from "../../../worker/contract/group-buy.ts";
import { type LocalWorker, startThrowawayWorker } from "../../../scripts/local-worker.ts";
import { type Actor, eventually, RestClient } from "../../../scripts/rest.ts";
import { publish } from "../../../scripts/seed/lives.ts";
import { inTurn } from "../../support/in-turn.ts";
import { Crowd } from "./crowd.ts";
import type { Press } from "./measure.ts";
import { runtimeDoor } from "./runtime-door.ts";

const HOUR_MS = 3_600_000;
/** The product's Worker with a meter before the storage of its group-buys. */
const ENTRY = "test/worker/bench-entry.ts";

export interface Stage {
  readonly rest: RestClient;
  readonly crowd: Crowd;
  readonly groupBuy: GroupBuyResource;
  /** The armed deposit of a person, by the person's id. */
  readonly armed: ReadonlyMap<string, string>;
}

export interface Round {
  readonly presses: readonly Press[];
  /** Everything a join writes until its deposit is verified, arming included; null where nobody was seated. */
  readonly rowsPerJoin: number | null;
  /** From the last acknowledgement until the last deposit had been verified. */
  readonly settledAfterMs: number;
}

export class Site {
  readonly #worker: LocalWorker;
  readonly #rest: RestClient;
  readonly #initiator: Actor;
  readonly #merchant: Actor;
  readonly people: readonly Actor[];

  private constructor(
    worker: LocalWorker,
    rest: RestClient,
    { initiator, merchant, people }: { initiator: Actor; merchant: Actor; people: readonly Actor[] },
  ) {
    this.#worker = worker;
    this.#rest = rest;
    this.#initiator = initiator;
    this.#merchant = merchant;
    this.people = people;
  }

  /** `variables` are those of the measured Worker's entry. */
  static async start(size: number, variables: Readonly<Record<string, string>> = {}): Promise<Site> {
    const worker = await startThrowawayWorker("test", { entry: ENTRY, variables });
    try {
      const rest = new RestClient(await runtimeDoor(worker.url));
      const person = (name: string) => rest.actor("buyer", { name, country: "DE", currency: "EUR", locale: "en" });
      const initiator = await person("Initiator");
      const people = await inTurn(Array.from({ length: size }, (_, index) => () => person(`Buyer ${index}`)));
      const merchant = await rest.actor("merchant", { name: "Merchant", country: "DE", currency: "EUR" });
      return new Site(worker, rest, { initiator, merchant, people });
    } catch (error) {
      await worker.stop();
      throw error;
    }
  }

  async round(people: readonly Actor[], isArmed: boolean, play: (stage: Stage) => Promise<Press[]>): Promise<Round> {
    const rest = this.#rest;
    const id = await publish(rest, { body: terms() }, this.#initiator);
    await rest.call(z.unknown(), "POST", `/demands/${id}/offers`, { as: this.#merchant, body: offer() });
    const crowd = await Crowd.gather(rest.origin, id, people);
    const rowsBefore = await crowd.rowsWritten();
    const armed = isArmed ? await this.#arm(id, people) : new Map<string, string>();
    const groupBuy = await rest.groupBuy(id);
    const presses = await play({ rest, crowd, groupBuy, armed });
    const endMs = performance.now();
    const seated = presses.filter(({ isJoin, isAccepted }) => isJoin && isAccepted).length;
    await eventually("the last deposit", async () => {
      const { quantity, certificate } = await rest.groupBuy(id);
      return (certificate?.verifiedQuantity ?? quantity.verified) === seated + 1 ? true : null;
    });
    const settledAfterMs = performance.now() - endMs;
    const rows = (await crowd.rowsWritten()) - rowsBefore;
    await crowd.leave();
    return { presses, rowsPerJoin: seated === 0 ? null : rows / seated, settledAfterMs };
  }

  stop(): Promise<void> {
    return this.#worker.stop();
  }

  async #arm(groupBuyId: string, people: readonly Actor[]): Promise<Map<string, string>> {
    const legs = await inTurn(
      people.map((actor) => async () => {
        const body = { groupBuyId, quantity: 1, instrument: "sandbox:ok" };
        const leg = await this.#rest.call(Leg, "POST", "/legs", { as: actor, body });
        return [actor, leg.id] as const;
      }),
    );
    await inTurn(
      legs.map(
        ([actor, id]) =>
          () =>
            eventually("an armed deposit", async () => {
              const { state } = await this.#rest.call(Leg, "GET", `/legs/${id}`, { as: actor });
              return state === "held" ? true : null;
            }),
      ),
    );
    return new Map(legs.map(([actor, id]) => [actor.id, id]));
  }
}

function eur(amount: number) {
  return { amount, currency: "EUR" };
}

/** With an offer the bell ends in an award, and no round disturbs the next one by giving a thousand deposits back. */
function offer() {
  return {
    canSupply: true,
    tiers: [{ fromQuantity: 1, unitPrice: eur(1_100) }],
    delivery: [{ country: "DE", perUnit: eur(50) }],
    leadTimeDays: 5,
  };
}

function terms() {
  return {
    title: "Everybody at once",
    description: "A group-buy that many want to join in the same moment.",
    kind: "good" as const,
    category: "food",
    language: "en",
    unit: "piece",
    currency: "EUR",
    targetUnitPrice: eur(1_200),
    quantityMinimum: 10,
    perBuyerMaximum: 5,
    initiatorQuantity: 1,
    depositPerUnit: eur(200),
    closesAt: new Date(Math.ceil((Date.now() + HOUR_MS) / 1_000) * 1_000).toISOString(),
    shipTo: ["DE"],
  };
}
