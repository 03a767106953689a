import { createD1GeneralLedger, createD1Projection } from "../adapters/catalogue/projection.ts";
import { platformLog } from "../adapters/log.ts";
import { createLogSigner, logHostOf } from "../adapters/log-signer.ts";
import { createReceiptSigner } from "../adapters/receipt-signer.ts";
import { createTellingProjection } from "../app/notices/delivery.ts";
import { ACCOUNT_BRANCH } from "../app/sandbox-branch.ts";
import { parseConfig } from "../env.ts";
import { type GroupBuyDependencies, GroupBuyObject } from "../objects/group-buy/group-buy-object.ts";
import { MerchantAccountObject } from "../objects/merchant-account/merchant-account-object.ts";
import { SandboxBankObject } from "../objects/sandbox-bank/sandbox-bank-object.ts";
import { attemptSignerOf } from "./attempts.ts";
import { clock, ids, machineClock } from "./machine.ts";
import { deliveryOf } from "./mail.ts";
import { moneyOf, sandboxNotificationsOf } from "./money.ts";
import { providerEventsOf } from "./provider-events.ts";

/*
 * The objects, each built from the environment that it was started with: they start on their own, without the edge.
 */

export class GroupBuy extends GroupBuyObject {
  /** `others` stand in for parts of the product where it is measured; the platform hands none. */
  constructor(ctx: DurableObjectState, env: Env, others: Partial<GroupBuyDependencies> = {}) {
    const config = parseConfig(env);
    const { provider, sandbox } = moneyOf(env, config);
    const signer = createReceiptSigner(config.receiptSigningKey, config.retiredReceiptKeys);
    const host = logHostOf(config);
    const logSigner = createLogSigner(host, config.logSigningKey, config.retiredLogKeys);
    super(ctx, env, {
      clock: machineClock,
      ids,
      provider,
      sandbox,
      projection: createTellingProjection(createD1Projection(env.CATALOGUE, env.SEARCH), deliveryOf(env, config)),
      signer: { sign: async (payload) => (await signer).sign(payload) },
      attemptSigner: attemptSignerOf(config),
      logSigner: { host, sign: async (text) => (await logSigner).sign(text) },
      merchantAccount: (merchantId) => env.MERCHANT_ACCOUNT.getByName(merchantId),
      log: platformLog,
      ...others,
    });
  }
}

export class SandboxBank extends SandboxBankObject {
  constructor(ctx: DurableObjectState, env: Env) {
    const config = parseConfig(env);
    const { secrets, account } = sandboxNotificationsOf(config);
    super(ctx, env, {
      nowMs: () => clock.nowMs(),
      mode: config.mode,
      account: { note: (changes) => env.SANDBOX_BANK.getByName(ACCOUNT_BRANCH).note([...changes]) },
      ...(secrets[0] && {
        posting: {
          secret: secrets[0],
          account,
          // As if it came over the network: the same bytes, the same verification, the same answer.
          post: async (body, headers) =>
            (await providerEventsOf(env, config).hear("sandbox", body, new Headers(headers))) === "taken",
        },
      }),
    });
  }
}

export class MerchantAccount extends MerchantAccountObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, {
      nowMs: () => clock.nowMs(),
      escrow: moneyOf(env, parseConfig(env)).provider,
      ledger: createD1GeneralLedger(env.CATALOGUE),
      log: platformLog,
    });
  }
}
