/**
 * `npm run drill:restore`: lives a life in a Worker that is thrown away, takes the catalogue and one group-buy out of it,
 * destroys databases and objects, and puts both back into an empty one: the catalogue as SQL, the group-buy by its backup,
 * the search index anew. Prints what was compared, and ends with 1 if anything is not as it was (ADR 0032).
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { GroupBuyBackupDocument, RestoredGroupBuy } from "../worker/contract/backup.ts";
import { LedgerView } from "../worker/contract/ledger.ts";
import { DemandHit } from "../worker/contract/offers.ts";
import { pageOf } from "../worker/contract/shared.ts";
import { buildSite } from "./build.ts";
import { newDevVars } from "./dev-vars.ts";
import { Notary } from "./demo-life/proof.ts";
import { freePort, startLocalWorker, type LocalWorker } from "./local-worker.ts";
import { type Actor, RestClient } from "./rest.ts";
import { publish } from "./seed/lives.ts";
import { localDir, root, toolArguments, toolEnvironment } from "./tools.ts";
import { Receipt } from "../worker/contract/group-buy.ts";

const REASON = { reason: "Drill." };
const WRANGLER_MS_MAXIMUM = 120_000;

type Row = readonly [what: string, before: string | number, after: string | number];

await buildSite();
mkdirSync(join(localDir, "throwaway"), { recursive: true });
const folder = mkdtempSync(join(localDir, "throwaway/drill-"));
const varsPath = join(folder, "secrets.vars");
writeFileSync(varsPath, newDevVars(), { mode: 0o600 });
let running: LocalWorker | null = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void leave(1));
await leave(
  await drill().then(report, (error: unknown) => {
    console.error(error);
    return 1;
  }),
);

async function drill(): Promise<readonly Row[]> {
  const first = placeOf("first");
  const rest = new RestClient(await start(first));
  const { operator, initiator, id } = await live(rest);
  const path = `/operator/group-buys/${id}/backups`;
  const backup = await rest.call(GroupBuyBackupDocument, "POST", path, { as: operator, body: REASON });
  const before = await seenOf(rest, operator, initiator, id);
  await stop();
  const sql = join(folder, "catalogue.sql");
  wrangler(first, ["d1", "export", "onebell-catalogue", "--local", "--output", sql]);
  const counted = countsIn(first);
  for (const gone of [first, stateOf(first)]) rmSync(gone, { recursive: true, force: true });
  console.log(`Gone: databases and objects. Left: catalogue.sql, and ${backup.entries.length} events of ${id}.\n`);

  const second = placeOf("second");
  wrangler(second, ["d1", "execute", "onebell-catalogue", "--local", "--yes", "--file", sql]);
  const imported = countsIn(second);
  const rows: Row[] = [...counted].map(([table, count]) => [`rows of ${table}`, count, imported.get(table) ?? "none"]);
  const again = new RestClient(await start(second, id));
  rows.push(["without its object", "not-found", await said(again.groupBuy(id))]);
  const signedIn = await sessionOf(again, operator);
  const edited = { ...backup, entries: backup.entries.slice(0, -1) };
  rows.push(["a backup that was cut", "backup-damaged", await said(restore(again, signedIn, id, edited))]);
  rows.push([
    "by a key",
    "sign-in-stale",
    await said(restore(again, { authorization: `Bearer ${operator.token}` }, id, backup)),
  ]);
  const { size, root: head } = await restore(again, signedIn, id, backup);
  rows.push(["events", backup.head.size, size], ["head", backup.head.root, head]);
  rows.push(["a second time", "state-conflict", await said(restore(again, signedIn, id, backup))]);
  const looked = z.object({ looked: z.int() });
  const index = await again.call(looked, "POST", "/operator/search/rebuild", { as: operator, body: REASON });
  rows.push(["demands held against the index", counted.get("group_buys") ?? 0, index.looked]);
  const after = await seenOf(again, operator, initiator, id);
  for (const [what, value] of Object.entries(before)) rows.push([what, value, after[what] ?? "none"]);
  return rows;
}

/** One that has settled, with everybody's money; and one that is open, in the index. */
async function live(rest: RestClient) {
  const operator = await rest.actor("operator", { name: "Olga", locale: "en" });
  const initiator = await rest.actor("buyer", { name: "Ines", country: "DE", currency: "EUR", locale: "en" });
  const id = await publish(rest, { body: wish("Green coffee from one farm") }, initiator);
  await publish(rest, { body: wish("Olive oil of the first pressing") }, initiator);
  const press = (what: string, body: object) =>
    rest.call(z.unknown(), "POST", `/group-buys/${id}/sandbox-${what}`, { as: initiator, body });
  await press("crowd", { until: "minimum" });
  await press("offers", {});
  const { closesAt, clock } = await rest.groupBuy(id);
  await rest.moveClock(id, Date.parse(closesAt) - clock.nowMs + 1_000);
  for (const step of ["pay", "ship", "receive"]) await press("steps", { step });
  await rest.until(id, null, ({ state }) => state === "settled");
  return { operator, initiator, id };
}

function wish(title: string) {
  const eur = (amount: number) => ({ amount, currency: "EUR" });
  const closesAt = new Date(Math.ceil((Date.now() + 7_200_000) / 1_000) * 1_000).toISOString();
  return {
    ...{ title, description: "For the drill.", kind: "good", category: "food", language: "en", unit: "kg" },
    ...{ currency: "EUR", targetUnitPrice: eur(1_200), depositPerUnit: eur(200), closesAt, shipTo: ["DE"] },
    ...{ quantityMinimum: 5, quantityMaximum: 20, perBuyerMaximum: 5, initiatorQuantity: 2 },
  } as Parameters<typeof publish>[1]["body"]; // What the API takes; it checks each field.
}

/** What users and operators see of it: every one of these must be the same afterwards. */
async function seenOf(
  rest: RestClient,
  operator: Actor,
  initiator: Actor,
  id: string,
): Promise<Record<string, string | number>> {
  const { state, quantity, certificate, award, me } = await rest.groupBuy(id, initiator);
  const { journals, check } = await rest.call(LedgerView, "GET", `/operator/ledger?source=${id}`, { as: operator });
  const hits = await rest.call(pageOf(DemandHit), "GET", "/demands?q=olive", {
    as: await rest.actor("merchant", { name: "M", country: "DE", currency: "EUR" }),
  });
  const notary = await Notary.of(rest);
  const receipts: string[] = [];
  for (let seq = 1; seq <= (certificate?.treeSize ?? 0); seq += 1) {
    const receipt = await rest.call(Receipt, "GET", `/receipts/${id}.${seq}`);
    await notary.verify(receipt);
    receipts.push(receipt.jws);
  }
  if (certificate) await notary.auditLog(id, certificate);
  return {
    state,
    seats: JSON.stringify(quantity),
    certificate: JSON.stringify(certificate),
    award: JSON.stringify(award),
    "own payments": JSON.stringify(me?.legs),
    "receipts, verified": receipts.length,
    "their signatures": receipts.join(" "),
    journals: JSON.stringify(journals),
    "trial balance": JSON.stringify(check.map(({ sum, accountsOff }) => [sum, accountsOff])),
    "hits for olive": hits.items.length,
  };
}

async function sessionOf(rest: RestClient, { email }: Actor): Promise<Record<string, string>> {
  const post = (path: string, body: object) =>
    fetch(`${rest.origin}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: rest.origin },
      body: JSON.stringify(body),
    });
  await post("/sign-in/codes", { email });
  const mails = await rest.call(
    pageOf(z.object({ text: z.string() })),
    "GET",
    `/sandbox/mailbox?to=${encodeURIComponent(email)}`,
  );
  const code = mails.items.flatMap(({ text }) => /\b\d{8}\b/.exec(text)?.[0] ?? [])[0];
  const cookie = (await post("/sessions", { email, code })).headers.get("set-cookie")?.split(";")[0];
  if (cookie === undefined) throw new Error("The operator could not sign in.");
  return { cookie, origin: rest.origin };
}

async function restore(rest: RestClient, who: Record<string, string>, id: string, backup: GroupBuyBackupDocument) {
  const response = await fetch(`${rest.origin}/api/v1/operator/group-buys/${id}/restore`, {
    method: "POST",
    headers: { "content-type": "application/json", ...who },
    body: JSON.stringify({ ...REASON, backup }),
  });
  const answer = (await response.json()) as { slug?: string };
  if (!response.ok) throw Object.assign(new Error(JSON.stringify(answer)), { slug: answer.slug });
  return RestoredGroupBuy.parse(answer);
}

/** The slug of the refusal, or what went wrong. */
async function said(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => "taken",
    (error: unknown) => (error instanceof Error && "slug" in error ? String(error.slug) : String(error)),
  );
}

/**
 * Local databases lie beside the configuration that names them, and `d1 export` can be told no other place. The state
 * itself is elsewhere: a Worker is configured by what lies above its bundle.
 */
function placeOf(name: string): string {
  const place = join(folder, name);
  mkdirSync(join(place, ".wrangler"), { recursive: true });
  mkdirSync(stateOf(place));
  symlinkSync(stateOf(place), join(place, ".wrangler/state"));
  copyFileSync(join(root, "wrangler.toml"), join(place, "wrangler.toml"));
  symlinkSync(join(root, "migrations"), join(place, "migrations"));
  return place;
}

function stateOf(place: string): string {
  return `${place}-state`;
}

async function start(place: string, restorable?: string): Promise<string> {
  running = await startLocalWorker({
    ...{ mode: "test", host: "127.0.0.1", port: await freePort(), stateDir: stateOf(place), varsPath },
    ...{ logName: "worker-drill", watch: false, variables: restorable === undefined ? {} : { RESTORABLE: restorable } },
  });
  return running.url;
}

async function stop(): Promise<void> {
  await running?.stop();
  running = null;
}

function countsIn(place: string): ReadonlyMap<string, number> {
  const ask = (sql: string) => {
    const said = wrangler(place, ["d1", "execute", "onebell-catalogue", "--local", "--json", "--command", sql]);
    return (JSON.parse(said) as [{ results: { name: string; count: number }[] }])[0].results; // As wrangler prints it.
  };
  const tables = ask(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_%cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' ORDER BY name",
  );
  const counts = tables.map(({ name }) => `SELECT '${name}' AS name, (SELECT count(*) FROM "${name}") AS count`);
  // D1 compounds few selects at once.
  const chunks = Array.from({ length: Math.ceil(counts.length / 5) }, (_, n) => counts.slice(n * 5, n * 5 + 5));
  return new Map(chunks.flatMap((chunk) => ask(chunk.join(" UNION ALL "))).map(({ name, count }) => [name, count]));
}

function wrangler(cwd: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, toolArguments("wrangler", args), {
    cwd,
    encoding: "utf8",
    timeout: WRANGLER_MS_MAXIMUM,
    env: toolEnvironment({ CI: "1", FORCE_COLOR: "0" }),
  });
  if (status !== 0) throw new Error(`wrangler ${args.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}

function report(rows: readonly Row[]): number {
  const width = Math.max(...rows.map(([what]) => what.length));
  const short = (value: string | number) => String(value).slice(0, 24).padEnd(24);
  for (const [what, before, after] of rows) {
    console.log(`${before === after ? "✓" : "✗"} ${what.padEnd(width)}  ${short(before)}  ${short(after)}`);
  }
  const off = rows.filter(([, before, after]) => before !== after).length;
  console.log(
    off === 0 ? `\nAll ${rows.length} are as they were.` : `\n${off} of ${rows.length} are not as they were.`,
  );
  return off === 0 ? 0 : 1;
}

async function leave(code: number): Promise<never> {
  await stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
}
