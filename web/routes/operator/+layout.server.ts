import { requireOperator, takeDone } from "#lib/server/operator.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = async (event) => {
  const caller = requireOperator(event);
  // The address is read so that what was done is told on the page that follows it, and gone from the next.
  const done = event.url.pathname === "" ? null : takeDone(event.cookies);
  return { done, counts: valueOf(await useCases(event).operators.counts(caller)) };
};
