import { createD1KeeperStore } from "../adapters/catalogue/keeper-store.ts";
import { createD1PeopleStore } from "../adapters/catalogue/people-store.ts";
import { platformLog } from "../adapters/log.ts";
import { createCast } from "../app/alive/cast.ts";
import { createKeeper } from "../app/alive/keeper.ts";
import { createPlay } from "../app/alive/play.ts";
import type { AliveUseCases, MerchantUseCases } from "../app/app.ts";
import {
  type GroupBuyDependencies as UseCaseDependencies,
  createGroupBuyUseCases,
} from "../app/group-buys/group-buys.ts";
import { demonstrationPolicy, operatorPolicy } from "../app/policy.ts";
import type { Config } from "../env.ts";
import { clock, ids } from "./machine.ts";

/** Demo people who keep a bell ringing soon, where that is wanted: on one's own machine and in a public demonstration. */
export function aliveIn(
  env: Env,
  { mode }: Config,
  dependencies: UseCaseDependencies,
  merchants: MerchantUseCases,
): AliveUseCases | null {
  if (mode !== "local" && mode !== "demo") return null;
  const groupBuys = createGroupBuyUseCases({
    ...dependencies,
    policy: demonstrationPolicy(operatorPolicy(null)),
  });
  const cast = createCast({ people: createD1PeopleStore(env.CATALOGUE), clock, ids });
  return createKeeper({
    isAlways: mode === "local",
    groupBuys,
    play: createPlay({ groupBuys, merchants, cast, pause }),
    store: createD1KeeperStore(env.CATALOGUE),
    clock,
    failed: (error) => platformLog.error("keeper.fault", error),
  });
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
