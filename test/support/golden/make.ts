/**
 * Writes the golden logs that do not exist yet: `node test/support/golden/make.ts`. One that exists is never touched:
 * after the first release a log stays for ever, before it one may be deleted and made again. What this release tells of
 * each is written anew: what has become different is to be read before it is committed.
 */
import { existsSync, writeFileSync } from "node:fs";
import { unseal } from "../../../worker/core/group-buy/log-entry.ts";
import { linesOf, pathOf, readGolden, shortStoryOf, summaryOf } from "./golden.ts";
import { LIVES, LIVES_OF_FORM_2 } from "./lives.ts";
import { SHORT_LIVES } from "./short-lives.ts";
import { bellOn, SHORT_LIVES_OF_DEALS } from "./short-lives-of-deals.ts";
import { LIVES_OF_PERSONS, personsOf } from "./persons.ts";
import { storyOf } from "./story.ts";

for (const [name, live] of Object.entries({ ...LIVES, ...LIVES_OF_FORM_2 })) {
  if (existsSync(pathOf(name, "jsonl"))) continue;
  const stage = live();
  writeFileSync(pathOf(name, "jsonl"), linesOf(stage));
  writeFileSync(pathOf(name, "json"), summaryOf(stage.groupBuy, stage.journals));
  console.log(`${name}: ${stage.logged.length} events, ${stage.groupBuy.state}`);
}

for (const name of Object.keys(LIVES))
  writeFileSync(pathOf(name, "story.txt"), storyOf(readGolden(name).entries.map(unseal)));
for (const name of LIVES_OF_PERSONS)
  writeFileSync(pathOf(name, "persons.txt"), personsOf(readGolden(name).entries.map(unseal)));
for (const [name, life] of Object.entries(SHORT_LIVES)) writeFileSync(shortStoryOf(name), storyOf(life().logged));
for (const [name, life] of Object.entries(SHORT_LIVES_OF_DEALS))
  writeFileSync(shortStoryOf(name), storyOf(life().logged, bellOn));
