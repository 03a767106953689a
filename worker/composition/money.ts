import { createSandboxBank } from "../adapters/sandbox-bank.ts";
import { sandboxSecretFrom, type SandboxNotifications } from "../adapters/sandbox-notifications.ts";
import type { MerchantStandings } from "../app/ledger/merchant-standing.ts";
import type { MerchantPayouts } from "../app/merchants/merchants.ts";
import type { MerchantHoldings } from "../app/sandbox/sandbox.ts";
import type { MerchantMoney } from "../app/people/personal-data.ts";
import type { ProviderFacts } from "../core/group-buy/state/state.ts";
import { type Config, parseConfig } from "../env.ts";

/** Where deposits are held. `live` has no provider yet: its edge starts and publishes nothing, so no object is ever asked. */
export function moneyOf(env: Env, config: Config) {
  const { mode } = config;
  if (mode === "live") throw new Error("No deposit provider is set up for DEPLOYMENT_MODE live.");
  const bank = createSandboxBank({ branches: env.SANDBOX_BANK, mode, notifications: sandboxNotificationsOf(config) });
  return { provider: bank, sandbox: bank };
}

/** The bank's own secret, which nobody has to be told: it and we are one deployment. */
export function sandboxNotificationsOf({ mode, sessionPepper }: Config): SandboxNotifications {
  return { secrets: [sandboxSecretFrom(sessionPepper)], account: `onebell-${mode}` };
}

export function providerFacts({ mode }: Config, env: Env): ProviderFacts | null {
  if (mode === "live") return null;
  const {
    id,
    canAuthorize,
    guaranteedAuthMs,
    maxHeldMs,
    mode: money,
  } = moneyOf(env, parseConfig(env)).provider.capabilities();
  return { id, name: "Sandbox Bank", mode: money, canAuthorize, guaranteedAuthMs, maxHeldMs };
}

/** What a merchant's account says of its money: whether anything of it is still to come, and what came. */
export async function merchantMoneyIn(env: Env, merchantId: string): Promise<MerchantMoney> {
  const { holdings, payouts } = await env.MERCHANT_ACCOUNT.getByName(merchantId).statement();
  return {
    isOwed: holdings.some((one) => one.payableMinor + one.reserveMinor + one.transitMinor > 0),
    payouts: payouts.map((payout) => ({ ...payout })),
  };
}

/** What a merchant's account says of this moment. */
export function standingsIn(env: Env): MerchantStandings {
  return { standingOf: async (merchantId) => env.MERCHANT_ACCOUNT.getByName(merchantId).standing() };
}

export function payoutsIn(env: Env): MerchantPayouts & MerchantHoldings {
  return {
    async heldFor(merchantId, groupBuyId) {
      const { holdings } = await env.MERCHANT_ACCOUNT.getByName(merchantId).statement();
      const held = holdings.find((holding) => holding.groupBuyId === groupBuyId);
      return held ? held.payableMinor + held.reserveMinor : null;
    },
    async payoutsOf(merchantId) {
      const { payouts } = await env.MERCHANT_ACCOUNT.getByName(merchantId).statement();
      return payouts.map(({ payoutId, plannedAtMs, settledAtMs, ...payout }) => ({
        ...payout,
        id: payoutId,
        atMs: settledAtMs ?? plannedAtMs,
      }));
    },
  };
}
