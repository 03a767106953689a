/** What a page needs to be asked about vectors: the product's own code, without the site around it. */
import { ed25519Of } from "../../../web/lib/verify/ed25519.ts";
import type { SignatureCase } from "./published.ts";
import { signedAnew, verdictsOn, verdictsOnExamples, verdictsOnTrees } from "./verdicts.ts";

const BY = { subtle: ed25519Of(crypto.subtle), hand: ed25519Of(undefined) };

export type By = keyof typeof BY;

const asked = {
  signatures: (cases: readonly SignatureCase[], by: By) => verdictsOn(cases, BY[by]),
  examples: (by: By) => verdictsOnExamples(BY[by]),
  trees: verdictsOnTrees,
  signedAnew,
};

export type Asked = typeof asked;

Object.assign(globalThis, { asked });
