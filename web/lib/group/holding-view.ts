import type { GroupBuyResource, Leg } from "../../../worker/contract/group-buy.ts";
import { formatMoney } from "../format/money.ts";
import { formatShort } from "../format/time.ts";
import type { Phrase } from "../i18n/translate.ts";

/** How a deposit that is paid now would be held (H2); null where nobody pays any more. */
export function planWords({ holding, clock, provider }: GroupBuyResource, locale: string, zone: string): Phrase | null {
  if (holding === undefined) return null;
  const moment = formatShort(clock.nowMs + (holding.takenAfterMs ?? 0), locale, zone);
  return { key: `group.plan_${holding.plan}`, args: { moment, provider: provider.name } };
}

/** What lies over a payment, and what a hold has ahead of it: nothing to say about most. */
export function overlaysOf(leg: Leg, locale: string, zone: string): Phrase[] {
  const { unknownSince, underReviewSince, chargeback, takenAt, holdEnds, declineCode } = leg;
  const at = (instant: string) => ({ moment: formatShort(Date.parse(instant), locale, zone) });
  const ahead = (): Phrase[] => {
    if (takenAt !== undefined)
      return [{ key: declineCode === undefined ? "group.over_taken" : "group.over_retry", args: at(takenAt) }];
    return holdEnds === undefined ? [] : [{ key: "group.over_ends", args: at(holdEnds) }];
  };
  return [
    ...(unknownSince === undefined ? [] : [{ key: "group.over_unknown", args: at(unknownSince) } as const]),
    ...(underReviewSince === undefined ? [] : [{ key: "group.over_review", args: at(underReviewSince) } as const]),
    ...(chargeback === undefined || leg.state === "charged_back" // Its state says it.
      ? []
      : [{ key: `group.over_${chargeback.state}`, args: { amount: formatMoney(chargeback.amount, locale) } } as const]),
    ...ahead(),
  ];
}
