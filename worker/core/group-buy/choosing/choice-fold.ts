import type { Fold } from "../fold.ts";
import {
  applyAccepted,
  applyAwarded,
  applyAwardedBeside,
  applyChoiceOpened,
  applyClosed,
  applyClosing,
  applyConsentAsked,
  applyConsented,
  applyOfferFell,
  applyVoted,
} from "./choice-changes.ts";
import type { ChoiceEvents } from "./choice-events.ts";

export const choiceFold: Fold<keyof ChoiceEvents> = {
  closing: applyClosing,
  closed: applyClosed,
  choice_opened: applyChoiceOpened,
  voted: applyVoted,
  consent_asked: applyConsentAsked,
  consented: applyConsented,
  offer_fell: applyOfferFell,
  awarded: applyAwarded,
  awarded_beside: applyAwardedBeside,
  accepted: applyAccepted,
};
