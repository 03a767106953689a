import { z } from "zod";
import { parseInstant } from "../core/time/instant.ts";

export const PAGE_LIMIT_MAXIMUM = 100;

/** Query parameters arrive as text; each of these says what text it takes and what it becomes. */
export const IntegerParameter = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,15})$/, "A whole number is expected.")
  .transform(Number)
  .refine(Number.isSafeInteger, "The number is too large.");

export const LimitParameter = IntegerParameter.refine(
  (limit) => limit >= 1 && limit <= PAGE_LIMIT_MAXIMUM,
  `From 1 to ${PAGE_LIMIT_MAXIMUM}.`,
);

/** Opaque: made and read by the use case that owns the list. */
export const CursorParameter = z.string().regex(/^[A-Za-z0-9_-]{1,512}$/, "Use the cursor as it was given.");

export const CodeParameter = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, "A code is expected.");
export const TextParameter = z.string().max(400, "At most 400 characters.");
export const InstantParameter = z
  .string()
  .refine((text) => parseInstant(text).ok, "A time with its offset is expected, as 2026-12-01T11:30:00Z.");

export const PageParameters = { limit: LimitParameter.optional(), cursor: CursorParameter.optional() };
