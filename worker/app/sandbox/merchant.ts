import type { Problem } from "../../contract/problems.ts";
import type { Offer } from "../../contract/offers.ts";
import { ok, type Result } from "../../core/result.ts";
import type { MerchantUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";
import { newCommandId } from "../group-buys/command-id.ts";
import type { Ids } from "../ids.ts";
import { addPlayPerson, playedBy } from "../people/play-people.ts";
import type { PeopleStore } from "../people/store.ts";
import { planOffer } from "./offer-plan.ts";

export interface PlayMerchantDependencies {
  readonly merchants: Pick<MerchantUseCases, "demand" | "offer" | "payBond">;
  readonly people: PeopleStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

const NAMES = ["Demo Harbour Trading", "Demo Northway Supply", "Demo Old Mill Goods", "Demo Three Bridges"] as const;

/** A verified play merchant reads the demand and makes an offer, and answers for it where that is asked (ADR 0025). */
export async function bringOffer(
  deps: PlayMerchantDependencies,
  groupBuyId: string,
): Promise<Result<{ readonly offer: Offer; readonly merchantName: string }, Problem>> {
  const { merchants, ids } = deps;
  const [draw = 0, keen = 0] = ids.randomBytes(2);
  const person = await addPlayPerson(deps, {
    role: "merchant",
    name: NAMES[draw % NAMES.length] ?? NAMES[0],
    country: "DE",
  });
  const caller = playedBy(person);
  const demand = await merchants.demand(caller, groupBuyId);
  if (!demand.ok) return demand;
  const input = planOffer(demand.value, keen / 255);
  const offered = await merchants.offer(caller, groupBuyId, { ...input, commandId: newCommandId(ids) });
  if (!offered.ok) return offered;
  const merchantName = person.name;
  if (offered.value.bond?.state !== "due") return ok({ offer: offered.value, merchantName });
  const bonded = await merchants.payBond(caller, offered.value.id, {
    instrument: "sandbox:ok",
    commandId: newCommandId(ids),
  });
  return bonded.ok ? ok({ offer: bonded.value, merchantName }) : bonded;
}
