/** Whole sets of vectors that may lie beside the repository; null where they do not, and then their tests are skipped. */
import { existsSync, readFileSync } from "node:fs";
import type { WycheproofFile } from "./published.ts";
import type { MerkleFile } from "./verdicts.ts";

const FOLDER = new URL("../../../../shared/data/vectors/", import.meta.url);

function read(name: string): unknown {
  const file = new URL(name, FOLDER);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

export const WYCHEPROOF = read("wycheproof-ed25519.json") as WycheproofFile | null;
export const TREES = read("rfc9162-merkle.json") as MerkleFile | null;
