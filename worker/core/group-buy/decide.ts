import { assertNever } from "../result.ts";
import type { Command, Context, Decision } from "./commands.ts";
import { decideCallOff, decideCancel } from "./operating/calling-off.ts";
import { decidePick, decideVote } from "./choosing/choosing.ts";
import { decideConsent } from "./choosing/consents.ts";
import { decideDeclareBreach } from "./trade/breach.ts";
import { decideConfirmReceived, decideDeliver, decidePayBalance, decideShip } from "./trade/delivery.ts";
import { decideAnswerDispute, decideDecideDispute, decideDispute, decideReplyDispute } from "./trade/disputes.ts";
import { concerning, decided } from "./decision.ts";
import { decideArm, decideConfirmLeg, decideRecheckLeg } from "./money/deposits.ts";
import { decidePayBond } from "./money/bond.ts";
import { decideConfirmOffer, decideDeclineOffer } from "./choosing/merchant-word.ts";
import { decideRetryRefund, decideStopMerchant } from "./operating/operating.ts";
import { decideAnswerProposal, decidePropose } from "./offers/proposals.ts";
import { decideProviderAnswered } from "./money/provider-answers.ts";
import { decideProviderSeen, decideProviderSilent } from "./money/provider-sight.ts";
import { decideApprove, decideChangeDraft, decideDiscard, decideReject, decideSubmit } from "./drafts/drafts.ts";
import { decideChangeQuantity } from "./seats/quantities.ts";
import { decideChangeOffer, decideOffer, decideRestateKin, decideWithdrawOffer } from "./offers/offers.ts";
import { decideExtend } from "./operating/incident.ts";
import { decideRemove } from "./operating/removal.ts";
import { decideJoin, decideLeave } from "./seats/seats.ts";
import type { GroupBuy } from "./state/state.ts";
import { decideResume, decideSuspend } from "./operating/suspension.ts";

/**
 * Judges one command against the state as it stands after every due transition (T5). Pure: reads, never writes. The
 * first command of a group-buy, `draft`, has no state to be judged against and is not here (see `foundGroupBuy`).
 */
export function decide(groupBuy: GroupBuy, command: Exclude<Command, { type: "draft" }>, context: Context): Decision {
  switch (command.type) {
    case "change_draft":
      return decideChangeDraft(groupBuy, command, context);
    case "discard":
      return decideDiscard(groupBuy, command, context);
    case "submit":
      return decideSubmit(groupBuy, command, context);
    case "approve":
      return decideApprove(groupBuy, command, context);
    case "reject":
      return decideReject(groupBuy, command, context);
    case "cancel":
      return decideCancel(groupBuy, command, context);
    case "suspend":
      return decideSuspend(groupBuy, command, context);
    case "resume":
      return decideResume(groupBuy, command, context);
    case "call_off":
      return decideCallOff(groupBuy, command, context);
    case "retry_refund":
      return decideRetryRefund(groupBuy, command, context);
    case "stop_merchant":
      return decideStopMerchant(groupBuy, command, context);
    case "extend":
      return decideExtend(groupBuy, command, context);
    case "remove_member":
      return decideRemove(groupBuy, command, context);
    case "join":
      return decideJoin(groupBuy, command, context);
    case "leave":
      return decideLeave(groupBuy, command, context);
    case "change_quantity":
      return decideChangeQuantity(groupBuy, command, context);
    case "arm":
      return decideArm(groupBuy, command, context);
    case "confirm_leg":
      return decideConfirmLeg(groupBuy, command, context);
    case "recheck_leg":
      return decideRecheckLeg(groupBuy, command, context);
    case "offer":
      return decideOffer(groupBuy, command, context);
    case "change_offer":
      return decideChangeOffer(groupBuy, command, context);
    case "restate_kin":
      return decideRestateKin(groupBuy, command);
    case "withdraw_offer":
      return decideWithdrawOffer(groupBuy, command, context);
    case "pick":
      return decidePick(groupBuy, command, context);
    case "vote":
      return decideVote(groupBuy, command, context);
    case "consent":
      return decideConsent(groupBuy, command, context);
    case "pay_bond":
      return decidePayBond(groupBuy, command, context);
    case "confirm_offer":
      return decideConfirmOffer(groupBuy, command, context);
    case "decline_offer":
      return decideDeclineOffer(groupBuy, command, context);
    case "propose":
      return decidePropose(groupBuy, command, context);
    case "answer_proposal":
      return decideAnswerProposal(groupBuy, command, context);
    case "pay_balance":
      return decidePayBalance(groupBuy, command, context);
    case "ship":
      return decideShip(groupBuy, command, context);
    case "deliver":
      return decideDeliver(groupBuy, command, context);
    case "confirm_received":
      return decideConfirmReceived(groupBuy, command, context);
    case "dispute":
      return decideDispute(groupBuy, command, context);
    case "answer_dispute":
      return decideAnswerDispute(groupBuy, command, context);
    case "reply_dispute":
      return decideReplyDispute(groupBuy, command, context);
    case "decide_dispute":
      return decideDecideDispute(groupBuy, command, context);
    case "declare_breach":
      return decideDeclareBreach(groupBuy, command, context);
    case "provider_answered":
      return decideProviderAnswered(groupBuy, command, context);
    case "provider_seen":
      return decideProviderSeen(groupBuy, command, context);
    case "provider_silent":
      return decideProviderSilent(groupBuy, command);
    case "move_clock":
      return decided([concerning({ type: "clock_moved", open: { aheadMs: command.aheadMs }, sealed: {} }, null)], {});
    case "poke":
      return decided([], {});
    default:
      return assertNever(command);
  }
}
