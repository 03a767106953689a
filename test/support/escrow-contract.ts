import { describe } from "vitest";
import { escrowCalls, type ContractProvider } from "./escrow-calls.ts";
import { describeHolds } from "./escrow-holds-contract.ts";
import { describeKeys } from "./escrow-keys-contract.ts";
import { describeOthers } from "./escrow-others-contract.ts";
import { describeReturns } from "./escrow-returns-contract.ts";

/** What every deposit provider of ours must do (docs: money 1.6). Each case works in a group-buy of its own. */
export function describeEscrowContract(name: string, create: () => ContractProvider): void {
  const setUp = escrowCalls(name, create);
  describe(`escrow contract: ${name}`, () => {
    describeHolds(setUp);
    describeReturns(setUp);
    describeOthers(setUp);
    describeKeys(setUp);
  });
}
