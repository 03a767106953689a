/**
 * Stryker hands over after each file which test reached which mutant. As all files share one process here, what one
 * file reached would be handed over again with every file after it; so each gets its own part, and starts empty.
 */
import { afterAll } from "vitest";

interface Reached {
  readonly static: Record<string, number>;
  readonly perTest: Record<string, Record<string, number>>;
}

// Hooks are given the suite as their second argument; the first is not needed, but must be written like this.
// eslint-disable-next-line no-empty-pattern
afterAll(({}, suite) => {
  const meta = suite.meta as { mutantCoverage?: Reached };
  if (meta.mutantCoverage === undefined) return;
  const reached = meta.mutantCoverage;
  meta.mutantCoverage = structuredClone(reached);
  for (const test of Object.keys(reached.perTest)) Reflect.deleteProperty(reached.perTest, test);
});
