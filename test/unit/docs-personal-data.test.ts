/** The map of personal data has every table and column there is, and the document says the same in words. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/tools.ts";
import { personalDataPage } from "../../scripts/personal-data.ts";
import { PERSONAL_MAP, type TableMap } from "../../worker/adapters/catalogue/personal-map.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const MAP: Readonly<Record<string, TableMap>> = PERSONAL_MAP;

/** The catalogue as its migrations make it. */
const catalogue = new DatabaseSync(":memory:");
for (const path of globSync("migrations/catalogue/*.sql", { cwd: root }).toSorted()) catalogue.exec(read(path));
const tables = catalogue
  .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
  .all()
  .map(({ name }) => String(name));
const columnsOf = (table: string) =>
  catalogue
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .all()
    .map(({ name }) => String(name));

describe("PD1: worker/adapters/catalogue/personal-map.ts", () => {
  test("has every table of the catalogue, and no other", () => {
    expect(Object.keys(MAP).toSorted(), "add your table to worker/adapters/catalogue/personal-map.ts").toEqual(
      tables.toSorted(),
    );
  });

  test.each(tables)("says of every column of %s whether its person is shown it", (table) => {
    const { columns, section, whose } = MAP[table] ?? { columns: {}, section: null };
    expect(Object.keys(columns), `the columns of ${table} in personal-map.ts`).toEqual(columnsOf(table));
    expect(whose !== undefined, "whose rows they are").toBe(section !== null);
    if (section === null) expect(Object.values(columns)).not.toContain("shown");
  });

  test("names each section once", () => {
    const sections = Object.values(MAP).flatMap(({ section }) => section ?? []);
    expect(new Set(sections).size).toBe(sections.length);
  });

  test("PD2: overwrites only columns that there are", () => {
    for (const [table, { erasure }] of Object.entries(MAP)) {
      if (erasure === "rows" || !("set" in erasure)) continue;
      expect(columnsOf(table)).toEqual(expect.arrayContaining(Object.keys(erasure.set)));
    }
  });
});

test("docs/personal-data.md says what the map says: node scripts/personal-data.ts writes it", () => {
  expect(read("docs/personal-data.md")).toBe(personalDataPage());
});
