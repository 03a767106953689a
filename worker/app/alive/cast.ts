import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { toBase64Url } from "../../core/base64url.ts";
import type { Caller } from "../app.ts";
import { addPlayPerson, playedBy, type PlayPeopleDependencies } from "../people/play-people.ts";
import type { StockEntry } from "./stock.ts";

/** Demo people: each has one account for good, found again by its name, as anybody else is by their address. */
export interface Cast {
  buyer(entry: StockEntry, name: string): Promise<Caller>;
  merchant(entry: StockEntry, name: string): Promise<Caller>;
}

export function createCast(deps: PlayPeopleDependencies): Cast {
  async function play(role: "buyer" | "merchant", entry: StockEntry, name: string): Promise<Caller> {
    const { language: locale, country, currency } = entry;
    return playedBy(await addPlayPerson(deps, { role, name, locale, country, currency, key: keyOf(name) }));
  }

  return {
    buyer: (entry, name) => play("buyer", entry, name),
    merchant: (entry, name) => play("merchant", entry, name),
  };
}

function keyOf(name: string): string {
  return `demo-${toBase64Url(sha256(utf8ToBytes(name)).slice(0, 9))}`;
}
