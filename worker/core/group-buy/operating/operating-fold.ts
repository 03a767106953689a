import type { Fold } from "../fold.ts";
import { endMember } from "../seats/seat-changes.ts";
import { applyCancelled, applyDiscarded, applyFailed } from "./end-changes.ts";
import {
  applyCancelProposed,
  applyClockMoved,
  applyExtended,
  applyExtensionProposed,
  applyIncidentExtended,
  applyResumed,
  applySuspended,
} from "./operating-changes.ts";
import type { OperatingEvents } from "./operating-events.ts";

export const operatingFold: Fold<keyof OperatingEvents> = {
  suspended: applySuspended,
  resumed: applyResumed,
  extended: applyExtended,
  extension_proposed: applyExtensionProposed,
  incident_extended: applyIncidentExtended,
  cancel_proposed: applyCancelProposed,
  removed: (groupBuy, { sealed }) => endMember(groupBuy, sealed.memberId, "removed"),
  clock_moved: applyClockMoved,
  discarded: applyDiscarded,
  failed: applyFailed,
  cancelled: applyCancelled,
};
