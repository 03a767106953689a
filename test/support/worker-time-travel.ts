import { env } from "cloudflare:workers";

const MIRROR = [
  "inbox_heads",
  "group_buys",
  "journals",
  "entries",
  "accounts",
  "account_history",
  "journal_heads",
  "below_floor",
];

/** D1's point-in-time recovery: everything of the mirror is as it was when this was called, its rules in place again. */
export async function rememberMirror(): Promise<() => Promise<void>> {
  const rows = await env.CATALOGUE.batch<Record<string, unknown>>(
    MIRROR.map((table) => env.CATALOGUE.prepare(`SELECT * FROM ${table}`)),
  );
  return async () => {
    const { results: triggers } = await env.CATALOGUE.prepare(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (SELECT value FROM json_each(?1))",
    )
      .bind(JSON.stringify(MIRROR))
      .all<{ name: string; sql: string }>();
    await env.CATALOGUE.batch([
      ...triggers.map(({ name }) => env.CATALOGUE.prepare(`DROP TRIGGER ${name}`)),
      ...MIRROR.map((table) => env.CATALOGUE.prepare(`DELETE FROM ${table}`)),
      ...MIRROR.flatMap((table, n) =>
        (rows[n]?.results ?? []).map((row) =>
          env.CATALOGUE.prepare(
            `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
              .map(() => "?")
              .join()})`,
          ).bind(...Object.values(row)),
        ),
      ),
      ...triggers.map(({ sql }) => env.CATALOGUE.prepare(sql)),
    ]);
  };
}
