import { describeEscrowContract } from "../support/escrow-contract.ts";
import { createMemoryBank } from "../support/memory-bank.ts";

describeEscrowContract("memory", () => createMemoryBank(() => 1_800_000_000_000));
