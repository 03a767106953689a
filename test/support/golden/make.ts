/**
 * Writes the golden logs that do not exist yet: `node test/support/golden/make.ts`. One that exists is never touched:
 * after the first release a log stays for ever, before it one may be deleted and made again.
 */
import { existsSync, writeFileSync } from "node:fs";
import { linesOf, pathOf, summaryOf } from "./golden.ts";
import { LIVES } from "./lives.ts";

for (const [name, live] of Object.entries(LIVES)) {
  if (existsSync(pathOf(name, "jsonl"))) continue;
  const stage = live();
  writeFileSync(pathOf(name, "jsonl"), linesOf(stage));
  writeFileSync(pathOf(name, "json"), summaryOf(stage.groupBuy, stage.journals));
  console.log(`${name}: ${stage.logged.length} events, ${stage.groupBuy.state}`);
}
