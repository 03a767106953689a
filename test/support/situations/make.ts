/**
 * Writes down anew what everybody gets who asks for anything in each situation: `node test/support/situations/make.ts`. What has
 * become different is to be read before it is committed.
 */
import { writeFileSync } from "node:fs";
import { SITUATIONS } from "./situations.ts";
import { answersIn, whoMay } from "./who-may.ts";

for (const [name, situation] of Object.entries(SITUATIONS)) writeFileSync(answersIn(name), whoMay(situation()));
