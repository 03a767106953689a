import { z } from "zod";
import { Timestamp } from "./shared.ts";

/** How far what is found can be behind what is (rule S2). */
export const IndexState = z.object({
  asOf: Timestamp.nullable(), // what could be known by then is found; null: nobody has looked yet
  behindMs: z.int().nullable(),
  isStale: z.boolean(), // behind by more than a look each minute explains
  isWhole: z.boolean(), // false: it is being written anew, and some demands may not be found by all of their words
});
export type IndexState = z.infer<typeof IndexState>;

const Mended = z.object({ missing: z.int(), behind: z.int(), extra: z.int() });
const Waiting = z.object({ count: z.int(), since: Timestamp.nullable() });

/** How the search index is kept, for operators (rules S1, S2). */
export const SearchKeeping = z.object({
  at: Timestamp,
  index: IndexState,
  analyser: z.int(), // of the Worker that answers
  versions: z.array(z.object({ analyser: z.int(), rows: z.int() })), // open demands, by the analyser that wrote them
  // The last time that rows of an older analyser were written anew; `until` null: it goes on.
  rewrite: z
    .object({
      analyser: z.int(),
      since: Timestamp,
      until: Timestamp.nullable(),
      written: z.int(),
      remaining: z.int(),
    })
    .nullable(),
  // The look through catalogue and index that is under way, and the last whole one: what did not fit and was mended.
  look: z.object({
    half: z.enum(["catalogue", "index"]),
    isFilling: z.boolean(),
    since: Timestamp.nullable(),
    mended: Mended,
  }),
  lastLook: z.object({ endedAt: Timestamp, mended: Mended }).nullable(),
  // Group-buys that could not tell the catalogue, and those that the catalogue could not tell the index.
  waiting: z.object({ catalogue: Waiting, index: Waiting }),
  // Searches with words by the week, newest first: how many found nothing, and how many could not be counted (rule S4).
  weeks: z.array(z.object({ week: Timestamp, searches: z.int(), empty: z.int(), missed: z.int() })),
});
export type SearchKeeping = z.infer<typeof SearchKeeping>;
