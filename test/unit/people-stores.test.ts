import { createCountingIds, createHandClock } from "../support/edge-doubles.ts";
import { peopleStoreContract } from "../support/people-contract.ts";
import { passkeyStoreContract } from "../support/passkey-contract.ts";
import { createMemoryStores } from "../support/people-memory.ts";

const clock = createHandClock();

for (const contract of [peopleStoreContract, passkeyStoreContract]) {
  contract("memory", () => createMemoryStores(clock, createCountingIds(clock)));
}
