import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What plays whole lives comes last: most mutants are caught before it is their turn. */
const HEAVY = [/group-buy-(?:properties|deals)\./, /\/sharing\./, /\/words\./];

/** vitest begins with what took longest; a mutant is done with at the first failure, so that here the shortest begin. */
export class LightestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weight = ({ moduleId }: TestSpecification) => HEAVY.findIndex((pattern) => pattern.test(moduleId)) + 1;
    const order = (spec: TestSpecification) => (weight(spec) === 0 ? 0 : HEAVY.length + 1 - weight(spec));
    return [...files].sort((a, b) => order(a) - order(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}
