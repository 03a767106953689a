/**
 * fast-check as the mutation tests see it: at most a fifth of many cases, and no search for the smallest one that fails. A property is
 * asked about thousands of mutants here; that it fails is all there is to know.
 */
import * as fc from "../../node_modules/fast-check/lib/fast-check.js";

const SHARE = 5;
/** So few are all run: some tests want to have met something by then. */
const FEW = 80;
const CASES_USUALLY = 100;

/** The same as fast-check's own, with less of it. */
function assert<T>(property: fc.IRawProperty<T>, parameters: fc.Parameters<T> = {}): Promise<void> | void {
  const all = parameters.numRuns ?? CASES_USUALLY;
  const numRuns = Math.max(Math.min(all, FEW), Math.ceil(all / SHARE));
  return fc.assert(property as never, { ...parameters, numRuns, endOnFailure: true });
}

export default { ...fc, assert };
