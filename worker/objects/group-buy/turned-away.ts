import { signAttempt, type AttemptSigner } from "../../app/attempts.ts";
import type { AuthorityRequest } from "../../app/authority.ts";
import type { AttemptReceipt } from "../../contract/group-buy.ts";
import type { Refusal } from "../../core/group-buy/state/refusal.ts";

/**
 * So many commands of persons may be stamped and not yet answered. Twice what presses of a full house in its last second
 * come to; beyond it answers would come later than anybody waits, and those who are in line already would wait for all.
 */
const UNANSWERED_MAXIMUM = 2_048;

export const BUSY: Refusal = { code: "busy" };

export interface TurnedAwayDependencies {
  readonly groupBuyId: () => string;
  readonly signer: AttemptSigner;
  /** Left out everywhere but in tests and measurements. */
  readonly unansweredMaximum?: number;
}

/**
 * Who comes when the line is full is turned away before anything is looked at, with a signed receipt of that (T6). It is
 * signed with the stamp of the arrival, outside of every commit: those who are let in do not wait for it.
 */
export class TurnedAway {
  readonly #deps: TurnedAwayDependencies;
  #unanswered = 0;

  constructor(deps: TurnedAwayDependencies) {
    this.#deps = deps;
  }

  /** Whether one more fits; then `leave` has to follow once it is answered. */
  enter(): boolean {
    if (this.#unanswered >= (this.#deps.unansweredMaximum ?? UNANSWERED_MAXIMUM)) return false;
    this.#unanswered += 1;
    return true;
  }

  leave(): void {
    this.#unanswered -= 1;
  }

  receipt(request: AuthorityRequest, recvMs: number): Promise<AttemptReceipt> {
    const end = { code: BUSY.code, outcome: "not-judged", recvMs } as const;
    return signAttempt(this.#deps.signer, this.#deps.groupBuyId(), request, end);
  }
}
