/**
 * Short lives as they are played today, told word for word as the golden ones are (group-buy-stories.test.ts). No log of
 * them is kept: what is decided in them may change, and `node test/support/golden/make.ts` writes them anew.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shortStoryOf } from "../support/golden/golden.ts";
import { SHORT_LIVES } from "../support/golden/short-lives.ts";
import { bellOn, SHORT_LIVES_OF_DEALS } from "../support/golden/short-lives-of-deals.ts";
import { storyOf } from "../support/golden/story.ts";

test.each(Object.entries(SHORT_LIVES))("the short life: %s", (name, life) => {
  expect(storyOf(life().logged).split("\n")).toEqual(linesOf(name));
});

test.each(Object.entries(SHORT_LIVES_OF_DEALS))("from the bell on: %s", (name, life) => {
  expect(storyOf(life().logged, bellOn).split("\n")).toEqual(linesOf(name));
});

function linesOf(name: string): string[] {
  return readFileSync(shortStoryOf(name), "utf8").split("\n");
}
