import type { Reply } from "./endpoint-spec.ts";

/** A list short enough to be answered whole has the shape of a page all the same, so that it may grow pages later. */
export function wholeList(items: readonly unknown[]): Reply {
  return { body: { items, next: null } };
}
