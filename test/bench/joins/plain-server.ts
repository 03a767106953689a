/**
 * What one would write without Onebell: a Hono server on Node with SQLite, one transaction for each join, its stamp taken
 * in the handler. It checks deadline, capacity and who is in already, and writes the seat and an event. No deposits, no
 * ledger, no receipts, no log that can be proved, nobody to broadcast to. Started as a child; says its port and stops with it.
 */
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { Hono } from "hono";
import { z } from "zod";

const [path = ":memory:"] = process.argv.slice(2);
const db = new DatabaseSync(path);
db.exec(`
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL; -- an acknowledgement is a promise, as it is with us
  CREATE TABLE group_buy (id TEXT PRIMARY KEY, closes_at INTEGER NOT NULL, maximum INTEGER NOT NULL, held INTEGER NOT NULL) STRICT;
  CREATE TABLE seats (group_buy TEXT, person TEXT, quantity INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (group_buy, person)) STRICT, WITHOUT ROWID;
  CREATE TABLE events (seq INTEGER PRIMARY KEY, group_buy TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
`);
const found = db.prepare("INSERT INTO group_buy VALUES (?, ?, ?, 0)");
const read = db.prepare("SELECT closes_at, maximum, held FROM group_buy WHERE id = ?");
const isSeated = db.prepare("SELECT 1 FROM seats WHERE group_buy = ? AND person = ?");
const seat = db.prepare("INSERT INTO seats VALUES (?, ?, ?, ?)");
const hold = db.prepare("UPDATE group_buy SET held = held + ? WHERE id = ?");
const log = db.prepare("INSERT INTO events (group_buy, at, body) VALUES (?, ?, ?)");

const GroupBuy = z.object({ id: z.string(), closesAtMs: z.int(), maximum: z.int() });
const Join = z.object({ person: z.string(), quantity: z.int().min(1).max(5) });
const Row = z.object({ closes_at: z.int(), maximum: z.int(), held: z.int() });

const app = new Hono();
app.get("/", (c) => c.json({ nowMs: Date.now() }));
app.post("/group-buys", async (c) => {
  const { id, closesAtMs, maximum } = GroupBuy.parse(await c.req.json());
  found.run(id, closesAtMs, maximum);
  return c.json({ id }, 201);
});
app.post("/group-buys/:id/joins", async (c) => {
  const stampMs = Date.now();
  const { person, quantity } = Join.parse(await c.req.json());
  const id = c.req.param("id");
  db.exec("BEGIN IMMEDIATE");
  try {
    const refusal = judge(id, person, quantity, stampMs);
    if (refusal === null) {
      seat.run(id, person, quantity, stampMs);
      hold.run(quantity, id);
      log.run(id, stampMs, JSON.stringify({ type: "joined", person, quantity }));
    }
    db.exec("COMMIT");
    return c.json({ stampMs, refusal }, refusal === null ? 201 : 409);
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
});

function judge(id: string, person: string, quantity: number, stampMs: number): string | null {
  const { closes_at, maximum, held } = Row.parse(read.get(id));
  if (stampMs >= closes_at) return "deadline-passed";
  if (held + quantity > maximum) return "sold-out";
  return isSeated.get(id, person) === undefined ? null : "already-joined";
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { method = "GET", url = "/" } = request;
    const body = method === "POST" ? { body: Buffer.concat(chunks) } : {};
    const asked = new Request(`http://localhost${url}`, { method, ...body });
    void Promise.resolve(app.fetch(asked)).then(async (answer) => {
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(await answer.text());
    });
  });
});
server.keepAliveTimeout = 60_000; // The crowd waits for the last second with its connections open.
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.({ port: address?.port });
});
process.once("disconnect", () => process.exit(0)); // It does not outlive the one who measures.
