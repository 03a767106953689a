/**
 * `npm run docs:merchants`: runs docs/merchants.md against a Worker of its own and writes the answers that it shows anew.
 * What is not shown stays not shown; what changed is seen in the difference. That they are right is a test's to say.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workerOrigin } from "./rest.ts";
import { root } from "./tools.ts";
import { runSteps, stepsIn, withAnswers } from "./transcript.ts";

const path = join(root, "docs/merchants.md");
const document = readFileSync(path, "utf8");
const steps = stepsIn(document);
const printed = await runSteps(steps, { ONEBELL: workerOrigin() });
const asAtHome = printed.map((text) => text.replaceAll(workerOrigin(), "http://localhost:8790"));
writeFileSync(path, withAnswers(document, steps, asAtHome));
console.log(`onebell: ${steps.length} commands were run, and docs/merchants.md shows what they answered`);
