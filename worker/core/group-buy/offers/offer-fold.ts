import type { Fold } from "../fold.ts";
import {
  applyOfferExpired,
  applyOfferReceived,
  applyOfferRefused,
  applyOfferWithdrawn,
  applyWindowExtended,
} from "./offer-changes.ts";
import type { OfferEvents } from "./offer-events.ts";
import { applyProposalAnswered, applyProposalEnded, applyProposed } from "./proposal-changes.ts";

export const offerFold: Fold<keyof OfferEvents> = {
  offer_received: applyOfferReceived,
  offer_refused: applyOfferRefused,
  offer_window_extended: applyWindowExtended,
  offer_withdrawn: applyOfferWithdrawn,
  offer_expired: applyOfferExpired,
  proposed: applyProposed,
  proposal_answered: applyProposalAnswered,
  proposal_ended: applyProposalEnded,
};
