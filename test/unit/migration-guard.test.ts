import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { findFaults } from "../../scripts/migration-guard.ts";
import { CATALOGUE_MIGRATION, SEARCH_MIGRATION } from "../../worker/adapters/catalogue/schema-version.ts";

const faultsOf = (...files: readonly (readonly [path: string, text: string])[]) =>
  findFaults(files.map(([path, text]) => ({ path, text }))).map(
    ({ path, what }) => `${path}: ${what.split(":")[0] ?? ""}`,
  );

const catalogue = "migrations/catalogue/0001_people.sql";
const schema = "worker/objects/group-buy/schema.ts";

test.each([
  ["a cascade", catalogue, "CREATE TABLE a (b TEXT REFERENCES c(d) ON  DELETE\nCASCADE)", "ON DELETE CASCADE"],
  [
    "a cascade in an object",
    schema,
    "export const SQL = `b TEXT REFERENCES c(d) on delete cascade`",
    "ON DELETE CASCADE",
  ],
  ["a cascade of drizzle", schema, 'text().references(() => c.d, { onDelete: "cascade" })', "onDelete"],
  ["a rebuild", catalogue, "INSERT INTO `__new_a` SELECT * FROM a", "__new_…"],
  ["a dropped table", catalogue, "drop table if exists a;", "DROP TABLE"],
  ["a dropped column", catalogue, "ALTER TABLE a DROP COLUMN b;", "DROP COLUMN"],
  ["a rename", catalogue, "ALTER TABLE a RENAME TO b;", "RENAME"],
  ["references switched off", catalogue, "PRAGMA foreign_keys = OFF;", "foreign_keys = OFF"],
  ["references switched off in brackets", catalogue, "PRAGMA foreign_keys(0);", "foreign_keys = OFF"],
  ["a free name", "migrations/search/more.sql", "CREATE TABLE a (b);", "named like no migration"],
])("the migration guard refuses %s", (_what, path, text, fault) => {
  expect(faultsOf([path, text])).toEqual([`${path}: ${fault}`]);
});

test("the migration guard refuses one number used twice in one folder", () => {
  const second = "migrations/catalogue/0001_places.sql";
  expect(faultsOf([catalogue, ""], [second, ""])).toEqual([`${second}: number 0001 is taken in migrations/catalogue`]);
});

test("the migration guard refuses a journal entry that the migrator would skip", () => {
  const path = "worker/objects/group-buy/meta/_journal.json";
  const text = JSON.stringify({
    entries: [
      { when: 2, tag: "0000_a" },
      { when: 1, tag: "0001_b" },
    ],
  });
  expect(faultsOf([path, text])).toEqual([
    `${path}: 0001_b is not younger than the entry before it and would be skipped`,
  ]);
});

test("the migration guard lets additions pass, and comments that name what is forbidden", () => {
  expect(
    faultsOf(
      [catalogue, "-- No ON DELETE CASCADE here.\nCREATE TABLE a (b TEXT REFERENCES c(d)); /* DROP TABLE a */"],
      [
        "migrations/catalogue/0002_more.sql",
        "ALTER TABLE a ADD COLUMN e TEXT; DROP INDEX a_idx; PRAGMA foreign_keys = ON;",
      ],
      ["migrations/search/0001_index.sql", "CREATE VIRTUAL TABLE f USING fts5(g);"],
      [schema, "// Never ON DELETE CASCADE.\nexport const SQL = `CREATE TABLE a (b)`;"],
    ),
  ).toEqual([]);
});

test("the code knows the newest migrations, so that readiness can tell when one is missing", () => {
  const newest = (folder: string) => readdirSync(`migrations/${folder}`).toSorted().at(-1);
  expect([CATALOGUE_MIGRATION, SEARCH_MIGRATION]).toEqual([newest("catalogue"), newest("search")]);
});
