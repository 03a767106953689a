import type { Outcome } from "../../worker/core/group-buy/authority.ts";
import { project, standingOf } from "../../worker/core/ledger/balances.ts";
import type { Stage } from "./group-buy-kit.ts";

/** Why a command was refused; null where it was not. */
export function codeOf({ result }: Outcome): string | null {
  return result.ok ? null : result.error.code;
}

/** What stands on an account of the ledger, in minor units of EUR. */
export function standing(stage: Stage, account: string): number {
  return standingOf(project(stage.journals), account, "EUR");
}
