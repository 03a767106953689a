import type { ProviderEvents } from "../../../worker/app/provider-events/provider-events.ts";
import { keepBooks, type ClosingDependencies } from "../../../worker/app/reconciliation/closing.ts";

/** What a minute may bring to money. */
export type MinutesWork = "sweep" | "books";

/** Each job with ports that end with the call. */
export interface MinutesJobs {
  events(): ProviderEvents;
  closing(): ClosingDependencies;
}

/** One call of the Worker by its clock, which may die. It has no rows of its own: the next minute's is another try. */
export class Minute {
  readonly #jobs: MinutesJobs;

  constructor(jobs: MinutesJobs) {
    this.#jobs = jobs;
  }

  async work(what: MinutesWork): Promise<void> {
    if (what === "books") await keepBooks(this.#jobs.closing());
    else await this.#jobs.events().sweep();
  }
}
