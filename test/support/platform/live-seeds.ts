/** A process that lives the seeds it is sent, and tells what they came to. Started by lives.ts; ends with who started it. */
import { live, type Share } from "./lives.ts";

process.on("message", (share) => {
  void live(share as Share).then((tally) => process.send?.(tally)); // Only lives.ts speaks to it.
});
process.on("disconnect", () => process.exit());
