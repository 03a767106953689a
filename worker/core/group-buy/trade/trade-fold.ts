import type { Fold } from "../fold.ts";
import {
  applyAwardFell,
  applyBalanceOpened,
  applyBalanceReminded,
  applyCollected,
  applyLessAccepted,
  applyNoShow,
  applyPaid,
  applyShortfallAsked,
} from "./collection-changes.ts";
import {
  applyBreachDeclared,
  applyBreachSuspected,
  applyDelivered,
  applyReceived,
  applySettled,
  applyShipped,
} from "./delivery-changes.ts";
import { applyDisputeAnswered, applyDisputed, applyDisputeEnded, applyDisputeRaised } from "./dispute-changes.ts";
import type { TradeEvents } from "./trade-events.ts";

export const tradeFold: Fold<keyof TradeEvents> = {
  balance_opened: applyBalanceOpened,
  balance_reminded: applyBalanceReminded,
  paid: applyPaid,
  no_show: applyNoShow,
  shortfall_asked: applyShortfallAsked,
  less_accepted: applyLessAccepted,
  award_fell: applyAwardFell,
  collected: applyCollected,
  shipped: applyShipped,
  delivered: applyDelivered,
  received: applyReceived,
  disputed: applyDisputed,
  dispute_answered: applyDisputeAnswered,
  dispute_raised: applyDisputeRaised,
  dispute_ended: applyDisputeEnded,
  breach_suspected: applyBreachSuspected,
  breach_declared: applyBreachDeclared,
  settled: applySettled,
};
