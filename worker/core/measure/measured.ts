import type { GroupBuyEvent } from "../group-buy/events.ts";
import type { Sample } from "./metrics.ts";

/** What decided events tell of the product's own promise: by how much those who were too late missed the deadline. */
export function measuredIn(events: readonly GroupBuyEvent[]): readonly Sample[] {
  return events.flatMap((event): Sample[] =>
    event.type === "join_refused" && event.open.code === "deadline-passed"
      ? [{ metric: "refused_late", ms: Math.max(0, -event.open.marginMs) }]
      : [],
  );
}
