import { z } from "zod";
import { Timestamp } from "./shared.ts";

/** What a merchant had done in other group-buys when an offer was made. */
export const MerchantRecord = z.object({
  settled: z.int(), // deals kept to the end
  breached: z.int(), // ended by operators because they were not
  declined: z.int(), // chosen, and then said no or nothing
  since: Timestamp, // has had an account here
});
export type MerchantRecord = z.infer<typeof MerchantRecord>;
