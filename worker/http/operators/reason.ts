import { z } from "zod";

/** Whatever an operator does has a reason, which is kept. */
export const Reason = z.strictObject({ reason: z.string() });
export const REASON_REFUSALS = ["text-empty", "text-too-long", "text-control-character"] as const;
