import { z } from "zod";
import type { PostedMail } from "./carrier.ts";

const Posted = z.object({
  mail: z.object({
    key: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    locale: z.string(),
    muteUrl: z.string().nullable(),
  }),
  kind: z.string(),
  personId: z.string().nullable(),
  postedAtMs: z.number(),
  usefulUntilMs: z.number().nullable(),
}) satisfies z.ZodType<PostedMail>;

/** A mail out of the queue, perhaps put in by another release; null if it is something else. */
export function postedMailIn(body: unknown): PostedMail | null {
  const posted = Posted.safeParse(body);
  return posted.success ? posted.data : null;
}
