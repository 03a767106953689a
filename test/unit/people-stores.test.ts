import { createCountingIds, createHandClock } from "../support/edge-doubles.ts";
import { peopleStoreContract } from "../support/people-contract.ts";
import { createMemoryStores } from "../support/people-memory.ts";

const clock = createHandClock();

peopleStoreContract("memory", () => createMemoryStores(clock, createCountingIds(clock)));
