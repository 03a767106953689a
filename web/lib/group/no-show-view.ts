import { BASIS_POINTS_ALL, basisPoints } from "../../../worker/core/money.ts";
import { noShowBasisPoints, type Forfeiter } from "../../../worker/core/group-buy/money/no-show-rules.ts";
import type { GroupBuyResource } from "../../../worker/contract/group-buy.ts";
import type { Money } from "../../../worker/contract/shared.ts";
import { formatMoney, formatPercent } from "../format/money.ts";
import { countryName } from "../format/places.ts";
import type { Phrase } from "../i18n/translate.ts";

/** What not paying the rest would cost (H6): in one's own case, and in every case that there is. */

type Ruled = Pick<GroupBuyResource, "noShow" | "noShowRules" | "shipTo">;
type Who = "consumer" | "business" | "everybody";

/** In one's own case, by what is forfeited and what comes back of the deposits. */
export function stakeWords(
  { noShow }: Pick<Ruled, "noShow">,
  { forfeited, returned }: { readonly forfeited: Money; readonly returned: Money },
  locale: string,
): Phrase {
  if (forfeited.amount === 0) return { key: "group.stake_none" };
  const amount = formatMoney(forfeited, locale);
  const rest = formatMoney(returned, locale);
  return { key: "group.stake", args: { amount, rest, to: noShow, part: returned.amount > 0 ? "yes" : "no" } };
}

/** What a deposit would come to. */
export function stakeOf(ruled: Ruled, who: Forfeiter, deposit: Money): { forfeited: Money; returned: Money } {
  const amount = basisPoints(deposit.amount, shareOf(ruled, who));
  return { forfeited: { ...deposit, amount }, returned: { ...deposit, amount: deposit.amount - amount } };
}

/** Whether it makes a difference as what one buys: only then it is asked. */
export function isBuyerAsked(ruled: Ruled): boolean {
  return ruled.shipTo.some((country) => shareOf(ruled, { country }) !== shareOf(ruled, { country, buyer: "business" }));
}

/** Every case that there is where it delivers to; one sentence where all are alike. */
export function stakeCases(ruled: Ruled, locale: string): readonly Phrase[] {
  const cases = new Map<string, { who: Who; share: number; countries: string[] }>();
  const note = (who: Who, share: number, country: string) => {
    const one = cases.get(`${who} ${share}`) ?? { who, share, countries: [] };
    cases.set(`${who} ${share}`, { ...one, countries: [...one.countries, country] });
  };
  for (const country of ruled.shipTo) {
    const [consumer, business] = [shareOf(ruled, { country }), shareOf(ruled, { country, buyer: "business" })];
    if (consumer === business) note("everybody", consumer, country);
    else {
      note("consumer", consumer, country);
      note("business", business, country);
    }
  }
  const names = new Intl.ListFormat(locale, { type: "unit", style: "short" });
  return [...cases.values()].map(({ who, share, countries }) => {
    const isEverywhere = countries.length === ruled.shipTo.length;
    const where = isEverywhere ? "" : ` (${names.format(countries.map((code) => countryName(code, locale)))})`;
    const size = share === 0 ? "none" : share === BASIS_POINTS_ALL ? "all" : "part";
    return { key: "group.stake_case", args: { who, where, size, percent: formatPercent(share, locale) } };
  });
}

function shareOf({ noShow, noShowRules }: Ruled, who: Forfeiter): number {
  return noShow === "none" ? 0 : noShowBasisPoints(noShowRules, who);
}
