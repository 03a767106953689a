import type { Policy } from "../../../worker/core/group-buy/state/terms.ts";
import { DAY, HOUR, MINUTE } from "../group-buy-terms.ts";

/** What the first release fixed, number by number: what later ones add to the policy was never in its terms. */
export const FIRST: Policy = {
  draftIdleMs: 30 * DAY,
  submitWindowMs: 30 * MINUTE,
  publishMarginMs: 15 * MINUTE,
  openMinimumMs: 30 * MINUTE,
  openMaximumMs: 60 * DAY,
  depositShareMaximumPercent: 20,
  openPerInitiatorMaximum: 20,
  isReviewed: false,
  payWindowMs: 10 * MINUTE,
  payGraceMs: 10 * MINUTE,
  withdrawLockMs: 10 * MINUTE,
  balanceWindowMs: 72 * HOUR,
  inspectionMs: 10 * DAY,
  shipMarginMs: 3 * DAY,
  feeBasisPoints: 0,
  reserveBasisPoints: 500,
  shrinkagePercent: 10,
  noShow: "none",
};

/** Then came the windows for choosing. */
export const SECOND: Policy = {
  ...FIRST,
  choosing: { selectionMs: 48 * HOUR, reconsentMs: 24 * HOUR, merchantMs: 24 * HOUR },
};

/** What was fixed when deliveries could be disputed. */
export const THIRD: Policy = {
  ...SECOND,
  delivery: {
    remindBeforeMs: [48 * HOUR, 24 * HOUR, 6 * HOUR, HOUR],
    serviceInspectionMs: 5 * DAY,
    bilateralMs: 5 * DAY,
    operatorMs: 14 * DAY,
    replyMinimumMs: 48 * HOUR,
    breachSilenceMs: 72 * HOUR,
  },
};
