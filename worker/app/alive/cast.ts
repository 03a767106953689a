import type { Caller } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { Ids } from "../ids.ts";
import { callerOf } from "../people/roles.ts";
import { newSecret } from "../people/secrets.ts";
import type { PeopleStore, StoredPerson } from "../people/store.ts";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { toBase64Url } from "../../core/base64url.ts";
import type { StockEntry } from "./stock.ts";

export interface CastDependencies {
  readonly people: PeopleStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Demo people: each has one account for good, found again by its address, as anybody else is. */
export interface Cast {
  buyer(entry: StockEntry, name: string): Promise<Caller>;
  merchant(entry: StockEntry, name: string): Promise<Caller>;
}

export function createCast({ people, clock, ids }: CastDependencies): Cast {
  async function person(entry: StockEntry, name: string): Promise<StoredPerson> {
    return people.findOrAdd({
      id: ids.next("usr"),
      version: 1,
      email: addressOf(name),
      name,
      locale: entry.language,
      zone: "UTC",
      country: entry.country,
      currency: entry.currency,
      isOperator: false,
      pseudonymKey: newSecret(ids),
      createdAtMs: clock.nowMs(),
    });
  }

  return {
    async buyer(entry, name) {
      return callerOf(await person(entry, name), "key", "demo");
    },

    async merchant(entry, name) {
      const found = await person(entry, name);
      if (found.merchantId !== null) return callerOf(found, "key", "demo");
      const merchantId = ids.next("mer");
      const merchant = { id: merchantId, name, country: entry.country, registration: `demo ${merchantId}` };
      const isAdded = await people.addMerchant(
        { ...merchant, website: null, state: "verified", createdAtMs: clock.nowMs() },
        found.id,
      );
      // Somebody else was faster: they are found as they are.
      if (!isAdded) return callerOf(await person(entry, name), "key", "demo");
      return callerOf({ ...found, merchantId, merchantState: "verified" }, "key", "demo");
    },
  };
}

/** RFC 2606: an address that never reaches anybody. */
function addressOf(name: string): string {
  return `demo-${toBase64Url(sha256(utf8ToBytes(name)).slice(0, 9)).toLowerCase()}@sandbox.test`;
}
