/**
 * What this release tells of each golden life: what every event changes, what is due from then on, what waits for an operator
 * and who is told what, word for word. Where it is to be told otherwise, `node test/support/golden/make.ts` writes it anew,
 * and the difference says what changes for everybody.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { unseal } from "../../worker/core/group-buy/log-entry.ts";
import { pathOf, readGolden } from "../support/golden/golden.ts";
import { LIVES } from "../support/golden/lives.ts";
import { LIVES_OF_PERSONS, personsOf } from "../support/golden/persons.ts";
import { storyOf } from "../support/golden/story.ts";

test.each(Object.keys(LIVES))("the story of the golden life %s", (name) => {
  const story = storyOf(readGolden(name).entries.map(unseal));
  expect(story.split("\n")).toEqual(readFileSync(pathOf(name, "story.txt"), "utf8").split("\n"));
});

test.each(LIVES_OF_PERSONS)("PD1, PD2: what everybody in %s is shown of it, and what is left of them", (name) => {
  const persons = personsOf(readGolden(name).entries.map(unseal));
  expect(persons.split("\n")).toEqual(readFileSync(pathOf(name, "persons.txt"), "utf8").split("\n"));
});
