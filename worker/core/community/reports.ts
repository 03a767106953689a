import { LIMITS } from "../limits.ts";
import type { TextLimits } from "../text.ts";

/** Why somebody reports a thing; words come beside it. */
export const REPORT_REASONS = ["fraud", "forbidden", "misleading", "insult", "personal", "spam", "other"] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export const REPORT_TEXT: TextLimits = {
  graphemesMaximum: 500,
  bytesMaximum: 2_000,
  multiline: true,
  allowEmpty: true,
};

/** What one person may report in a day. */
export const REPORT_LIMITS = { windowMs: LIMITS.reports.windowMs, inAllMaximum: LIMITS.reports.maximum } as const;
