import { problem } from "../../contract/problems.ts";
import type { MerchantProfile } from "../../contract/people.ts";
import { err, ok } from "../../core/result.ts";
import { payoutAccountLetter } from "../../words/letter.ts";
import type { Caller, MerchantUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import { sender } from "../group-buys/send.ts";
import type { PeopleDependencies } from "../people/dependencies.ts";
import { payoutAccount } from "../people/payout-account.ts";
import { freshSession } from "../people/proof.ts";
import { presentMerchant } from "../people/profile.ts";

export interface PayoutAccountDependencies extends Pick<
  PeopleDependencies,
  "mode" | "people" | "sessions" | "post" | "clock" | "ids" | "pepper"
> {
  readonly authorities: Authorities;
  /** Group-buys in which an offer of this merchant stands that nobody has chosen. */
  readonly standingOffersOf: (merchantId: string) => Promise<readonly string[]>;
}

/** Where a merchant is paid out. Whoever could change it could take what others earned: it asks for the person anew. */
export function createPayoutAccounts(deps: PayoutAccountDependencies): Pick<MerchantUseCases, "setPayoutAccount"> {
  const { people, post, clock, ids, authorities } = deps;
  const send = sender(authorities);

  /**
   * Scenario 19: an offer that stands may have come to be from the side of a buyer. What was offered by this merchant and
   * by all who share the account is judged anew; where the object does not answer, the next version is (O1).
   */
  async function restate(caller: Caller, merchantId: string): Promise<void> {
    for (const one of [merchantId, ...(await people.sharersOf(merchantId))]) {
      const kinIds = await people.kinOf(one);
      if (kinIds.length === 0) continue;
      for (const groupBuyId of await deps.standingOffersOf(one)) {
        await send(caller, groupBuyId, { type: "restate_kin", merchantId: one, kinIds }, null);
      }
    }
  }

  async function tell({ email, locale, personId }: Caller, { id, name, payoutAccount: account }: MerchantProfile) {
    const letter = payoutAccountLetter(name, account?.hint ?? "", { locale });
    await post?.sendNow({
      mail: { key: `payout-account:${id}:${ids.next("evt")}`, to: email, muteUrl: null, ...letter },
      kind: "payout_account",
      personId,
      postedAtMs: clock.nowMs(),
      usefulUntilMs: null,
    });
  }

  return {
    async setPayoutAccount(caller, { account }) {
      const { merchantId } = caller;
      if (merchantId === null) return err(problem("not-found"));
      const fresh = await freshSession(deps, caller);
      if (!fresh.ok) return fresh;
      const checked = payoutAccount(account, clock.nowMs(), deps);
      if (!checked.ok) return checked;
      const changed = await people.setPayoutAccount(merchantId, checked.value);
      if (changed === null) return err(problem("not-found"));
      const profile = presentMerchant(changed);
      await restate(caller, merchantId);
      await tell(caller, profile);
      return ok(profile);
    },
  };
}
