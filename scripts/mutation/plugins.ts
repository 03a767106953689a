/**
 * What Stryker is told of this house: which texts are not behaviour, and, where only a sample is asked for, which mutants
 * are in it. Loaded by Stryker itself, by the names in `strykerPlugins`.
 */
import { readFileSync } from "node:fs";
import { type CheckResult, CheckStatus, type Checker } from "@stryker-mutator/api/check";
import type { Mutant, MutantResult } from "@stryker-mutator/api/core";
import type { Reporter } from "@stryker-mutator/api/report";
import { mutantKey } from "./mutants.ts";
import { unnoticed } from "./score.ts";

/** What is read of a node of Babel's tree; Stryker hands the whole path over. */
interface Place {
  readonly key: string | number | null;
  readonly node: { readonly type: string };
  readonly parent?: { readonly callee?: { readonly name?: string } } | null;
}

/** The words of a broken invariant are for whoever reads the log; no test and no caller depends on them. */
export const invariantTexts = {
  shouldIgnore({ node, parent, key }: Place): string | undefined {
    const isText = node.type === "StringLiteral" || node.type === "TemplateLiteral";
    const called = parent?.callee?.name;
    const isSaid = (called === "assert" && key === 1) || (called === "Error" && key === 0);
    return isText && isSaid ? "the words of a broken invariant" : undefined;
  },
};

/** Where the sample is written down for the processes that Stryker starts: one key of a mutant a line. */
export const SAMPLE_VARIABLE = "ONEBELL_MUTATION_SAMPLE";

/** A mutant beside the sample shares a place in the source with one that is in it. It is left alone, and not counted. */
class InTheSample implements Checker {
  private keys = new Set<string>();

  async init(): Promise<void> {
    this.keys = new Set(readFileSync(process.env[SAMPLE_VARIABLE] ?? "", "utf8").split("\n"));
  }

  async check(mutants: Mutant[]): Promise<Record<string, CheckResult>> {
    const result = (mutant: Mutant): CheckResult =>
      this.keys.has(mutantKey(mutant))
        ? { status: CheckStatus.Passed }
        : { status: CheckStatus.CompileError, reason: "not in the sample" };
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, result(mutant)]));
  }

  async group(mutants: Mutant[]): Promise<string[][]> {
    return [mutants.map(({ id }) => id)];
  }
}

/** What has been tried in this run so far. */
export const triedSoFar: MutantResult[] = [];

/** A run takes hours; what survives is said as it is found. */
const asTheyCome: Reporter = {
  onMutantTested(result: Readonly<MutantResult>): void {
    triedSoFar.push(result);
    for (const line of unnoticed([result])) console.log(line);
  },
};

export const strykerPlugins = [
  { kind: "Ignore", name: "invariant-texts", value: invariantTexts },
  { kind: "Reporter", name: "as-they-come", value: asTheyCome },
  { kind: "Checker", name: "in-the-sample", injectableClass: InTheSample },
];
