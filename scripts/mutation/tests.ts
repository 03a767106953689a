/**
 * The tests that may catch a mutant of worker/core: plain Node only, and of those the files that walk the core itself.
 * Browser logic, pages, tools and the Workers runtime say nothing about a rule that these do not say sooner.
 */
import { globSync } from "node:fs";
import { root } from "../tools.ts";

export const TESTS = [
  "test/unit/{allocation,backup,community,demo-buyer,invites,journal-chain,keeping,limits,matching,merchant-account,money-division,months}.test.ts",
  "test/unit/{personal-ledger,reviews,scenario-daylight,seed,sharing,status}.test.ts",
  "test/unit/{standard-lives,strict-json,transcript,transition-coverage,upgrade,words}.test.ts",
  "test/unit/{core,deposit,dispute,group-buy,ledger,reconciliation}{,-*}.test.ts",
];

/** Paths in the repository, sorted. */
export function testFiles(): string[] {
  return globSync(TESTS, { cwd: root }).sort();
}
