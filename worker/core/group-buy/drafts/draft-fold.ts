import type { Fold } from "../fold.ts";
import { enter } from "../state/enter.ts";
import { applyDraftChanged, applyOpened, applySubmissionReturned, applySubmitted } from "./draft-changes.ts";
import type { DraftEvents } from "./draft-events.ts";

export const draftFold: Fold<keyof DraftEvents> = {
  drafted: () => undefined, // What it founds stands before the first event is applied.
  draft_changed: applyDraftChanged,
  submitted: applySubmitted,
  submission_returned: applySubmissionReturned,
  review_started: (groupBuy, event) => enter(groupBuy, "in_review", event),
  reviewed: () => undefined, // Who looked; what comes of it is an event of its own.
  opened: applyOpened,
};
