import { createD1ProviderInbox } from "../adapters/catalogue/provider-inbox.ts";
import { platformLog } from "../adapters/log.ts";
import { createProviderEvents, type ProviderEvents } from "../app/provider-events/provider-events.ts";
import type { Config } from "../env.ts";
import { clock } from "./machine.ts";
import { moneyOf } from "./money.ts";

/** What the provider says by itself: kept in the catalogue, looked at by the object that keeps the money. */
export function providerEventsOf(env: Env, config: Config): ProviderEvents {
  return createProviderEvents({
    provider: moneyOf(env, config).provider,
    inbox: createD1ProviderInbox(env.CATALOGUE),
    reread: async (about) => {
      const isMerchants = about.kind === "payout" && about.payeeId.startsWith("mer_");
      if (isMerchants) await env.MERCHANT_ACCOUNT.getByName(about.payeeId).reread(about.payoutId);
      else await env.GROUP_BUY.getByName(about.groupBuyId).reread(about);
    },
    clock,
    log: platformLog,
  });
}
