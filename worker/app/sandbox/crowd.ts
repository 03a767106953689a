import { problem, type Problem } from "../../contract/problems.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { GroupBuyUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";
import { newCommandId } from "../group-buys/command-id.ts";
import type { Ids } from "../ids.ts";
import { addPlayPerson, playedBy } from "../people/play-people.ts";
import type { PeopleStore } from "../people/store.ts";
import { planCrowd, type CrowdWish } from "./crowd-plan.ts";

export interface CrowdDependencies {
  readonly groupBuys: Pick<GroupBuyUseCases, "view" | "join">;
  readonly people: PeopleStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Joins that are under way together. */
const ABREAST = 8;
/** Only their own seats and messages show them; in the group-buy they have a pseudonym like everybody. */
const FIRST_NAMES = ["Ada", "Bo", "Cem", "Dina", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kai", "Lea"] as const;

/**
 * Play buyers who join by the same use case as everybody, each with a card that works. Stops at the first refusal;
 * who came before it stays.
 */
export async function bringCrowd(
  deps: CrowdDependencies,
  groupBuyId: string,
  wish: CrowdWish,
): Promise<Result<{ readonly buyers: number; readonly quantity: number }, Problem>> {
  const seen = await deps.groupBuys.view(groupBuyId, null);
  if (!seen.ok) return seen;
  const { termsHash, shipTo, currency, language } = seen.value;
  const plan = planCrowd(seen.value, wish);
  if (plan === null) return err(problem("group-full", { detail: "This group-buy has no maximum to be filled to." }));

  async function come(quantity: number, index: number): Promise<Problem | null> {
    const country = shipTo[index % shipTo.length] ?? "DE";
    const person = await addPlayPerson(deps, {
      role: "buyer",
      name: `Demo ${FIRST_NAMES[index % FIRST_NAMES.length] ?? "Ada"}`,
      country,
      currency,
      locale: language === "de" ? "de" : "en",
    });
    const joined = await deps.groupBuys.join(playedBy(person), groupBuyId, {
      commandId: newCommandId(deps.ids),
      quantity,
      termsHash,
      country,
      waitlist: false,
      instrument: "sandbox:ok",
    });
    return joined.ok ? null : joined.error;
  }

  let came: number[] = [];
  for (let first = 0; first < plan.length; first += ABREAST) {
    const row = plan.slice(first, first + ABREAST);
    const refusals = await Promise.all(row.map((quantity, index) => come(quantity, first + index)));
    came = [...came, ...row.filter((_, index) => refusals[index] === null)];
    const refusal = refusals.find((one) => one !== null);
    if (refusal && came.length === 0) return err(refusal);
    if (refusal) break;
  }
  return ok({ buyers: came.length, quantity: came.reduce((sum, quantity) => sum + quantity, 0) });
}
