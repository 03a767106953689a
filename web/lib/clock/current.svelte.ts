import type { PageClock } from "./page-clock.svelte.ts";

/** The clock of the page that is shown, for the chip and the sheet of the layout. Null on the server and before start. */
class Current {
  clock = $state.raw<PageClock | null>(null);
}

export const current = new Current();
