import type { Fold } from "../fold.ts";
import { requireLeg } from "../state/state.ts";
import {
  applyActionRequired,
  applyCallPlanned,
  applyCaptured,
  applyCaptureFailed,
  applyDeclined,
  applyForfeited,
  applyHeld,
  applyLapsed,
  applyLegConfirmed,
  applyReleased,
} from "./deposit-changes.ts";
import {
  applyForfeitsCalled,
  applyForfeitsShared,
  applyGuaranteeCalled,
  applyGuaranteeShared,
  applyShareFailed,
  applySharePaid,
} from "./guarantee-changes.ts";
import { giveBack, openLeg } from "./leg-changes.ts";
import type { MoneyEvents } from "./money-events.ts";
import { applyToppedUp, applyTopUpPlanned } from "./top-ups.ts";
import {
  applyDepositRefunded,
  applyPartRefunded,
  applyPartRefundFailed,
  applyPartRefundReturned,
  applyRefundFailed,
} from "./refund-changes.ts";

export const moneyFold: Fold<keyof MoneyEvents> = {
  leg_armed: (groupBuy, { sealed }) => openLeg(groupBuy, sealed.leg, null),
  leg_confirmed: applyLegConfirmed,
  leg_abandoned: (groupBuy, { sealed }) => giveBack(groupBuy, requireLeg(groupBuy, sealed.legId)),
  call_planned: applyCallPlanned,
  deposit_action_required: applyActionRequired,
  deposit_declined: applyDeclined,
  deposit_held: applyHeld,
  deposit_captured: applyCaptured,
  capture_failed: applyCaptureFailed,
  deposit_released: applyReleased,
  deposit_lapsed: applyLapsed,
  deposit_refunded: applyDepositRefunded,
  part_refunded: applyPartRefunded,
  part_refund_failed: applyPartRefundFailed,
  part_refund_returned: applyPartRefundReturned,
  refund_failed: applyRefundFailed,
  refund_retried: () => undefined, // Who asked; what comes of it is an event of its own.
  forfeited: applyForfeited,
  guarantee_called: applyGuaranteeCalled,
  guarantee_shared: applyGuaranteeShared,
  forfeits_called: applyForfeitsCalled,
  forfeits_shared: applyForfeitsShared,
  share_paid: applySharePaid,
  share_failed: applyShareFailed,
  top_up_planned: applyTopUpPlanned,
  topped_up: applyToppedUp,
};
