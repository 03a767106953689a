import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Stage } from "../support/group-buy-kit.ts";
import { DAY, START } from "../support/group-buy-terms.ts";
import { LIVES } from "../support/golden/lives.ts";
import { SHORT_LIVES } from "../support/golden/short-lives.ts";
import { RESERVED, ROWS, wordsOf, type Row } from "../support/transitions.ts";

/**
 * Every row of the tables, reached. That nothing ever leaves the tables is asked of every event in every test, by
 * `group-buy-shadow.ts`; here the lives of the golden logs and the short ones beside them take each row at least once.
 */

test("every row of the tables is taken by a life that is told", () => {
  const met = new Map<Row, string[]>();
  for (const [name, life] of Object.entries({ ...LIVES, ...SHORT_LIVES })) {
    for (const row of life().rows) met.set(row, [...(met.get(row) ?? []), name]);
  }
  const report = ROWS.map(
    (row) => `${String(met.get(row)?.length ?? 0).padStart(3)}  ${row.rule.padEnd(4)} ${wordsOf(row)}`,
  );
  console.info(["lives  transition", ...report, `reserved: ${RESERVED.join(", ")}`].join("\n"));
  expect(ROWS.filter((row) => !met.has(row)).map((row) => `${row.rule} ${wordsOf(row)}`)).toEqual([]);
});

test("every rule about states has a row, or is reserved here and in docs/rules.md", () => {
  const numbers = (letter: string, last: number) => Array.from({ length: last }, (_, n) => `${letter}${n + 1}`);
  const all = [...numbers("G", 23), ...numbers("M", 16), ...numbers("O", 7)];
  const known = new Set([...ROWS.map(({ rule }) => rule), ...RESERVED]);
  expect(all.filter((rule) => !known.has(rule))).toEqual([]);
  expect(RESERVED.filter((rule) => ROWS.some((row) => row.rule === rule))).toEqual([]);
  const rules = readFileSync(new URL("../../docs/rules.md", import.meta.url), "utf8");
  const said = (rule: string) =>
    new RegExp(String.raw`\b${rule}\b[^→]*?(?:reserved|narrowed)|(?:reserved|narrowed)[^→]*?\b${rule}\b`, "i").test(
      rules,
    );
  expect(RESERVED.filter((rule) => !said(rule))).toEqual([]);
});

test("two rows never speak of the same transition", () => {
  const ways = ROWS.map(wordsOf);
  expect(ways.filter((way, index) => ways.indexOf(way) !== index)).toEqual([]);
});

test("an event that leaves the tables fails the life that it happens in", () => {
  const stage = new Stage().publish();
  stage.replayed().state = "failed"; // As if a fold had gone wrong.
  expect(() => stage.at(START + DAY).poke()).toThrow("group-buy failed → closing by closing is in no row");
});
