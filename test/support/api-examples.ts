/** Requests that were really sent and what was really answered, for the document: the examples of permissions, played once each. */
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { signAttempt } from "../../worker/app/attempts.ts";
import { joinCommand } from "../../worker/app/group-buys/command-input.ts";
import { refusalProblem } from "../../worker/app/group-buys/refusal-problem.ts";
import type { JoinInput } from "../../worker/contract/group-buy.ts";
import { PERMISSIONS, type Permission } from "../../worker/contract/permissions.ts";
import { ATTEMPT_TYP } from "../../worker/core/log/attempt.ts";
import { err } from "../../worker/core/result.ts";
import { bookCalls } from "./book-examples.ts";
import { person } from "./group-buy-persons.ts";
import { createHttpKit, type HttpKit } from "./http-kit.ts";
import { valueOf } from "./people-kit.ts";
import { EXAMPLES } from "./permission-examples.ts";
import { createPermissionWorld, NAMES, type PermissionWorld } from "./permission-world.ts";
import { RECEIPT_KEY } from "./verify-kit.ts";

export interface RecordedExample {
  readonly request?: unknown;
  readonly answer?: unknown;
  /** By slug: problems that say more than their slug does. */
  readonly refusals?: Readonly<Record<string, unknown>>;
}

/** By call, `POST /demands/{id}/offers`; calls without a situation of their own in that table are left out. */
export async function recordExamples(): Promise<Record<string, RecordedExample>> {
  const world = await createPermissionWorld();
  const recorded: Record<string, RecordedExample> = { ...(await recordPeople()), ...(await recordBooks()) };
  for (const [name, example] of Object.entries(EXAMPLES).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const row: Permission | undefined = PERMISSIONS[name];
    for (const who of row === undefined ? [] : NAMES) {
      const stage = example.stage();
      await world.put(stage);
      const request = example.body?.(stage);
      const sent = {
        method: name.slice(0, name.indexOf(" ")),
        path: example.path(stage),
        token: world.keyOf(who),
        version: example.version?.(stage) ?? 1,
        request,
      };
      const told = await play(world.kit, `${who}-${Object.keys(recorded).length}`, sent);
      if (told === null) continue;
      recorded[name] = told;
      break;
    }
  }
  return { ...recorded, [JOIN]: { ...recorded[JOIN], refusals: await recordRefusedJoins(world) } };
}

const JOIN = "POST /group-buys/{id}/joins";
const LATE_MS = 5;

/** What proves a refusal beside it: the receipt of who came too late, and that of an attempt which nobody judged (T6). */
async function recordRefusedJoins(world: PermissionWorld): Promise<Record<string, unknown>> {
  const example = EXAMPLES[JOIN];
  if (example === undefined) throw new Error("a join has an example");
  const stage = example.stage();
  const request = example.body?.(stage);
  const path = `/api/v1${example.path(stage)}`;
  const press = async (kit: HttpKit, token: string) => {
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": "refused",
    };
    return (
      await kit.fetch(path, { method: "POST", headers, body: JSON.stringify(request) })
    ).json() as Promise<unknown>;
  };
  await world.put(stage.at(stage.groupBuy.terms.closesAtMs + LATE_MS));
  const late = await press(world.kit, world.keyOf("Sam"));

  const kit = createHttpKit();
  const signer = await createReceiptSigner(RECEIPT_KEY, [], ATTEMPT_TYP);
  const evidence = { edgeAtMs: stage.nowMs, client: { sentAtMs: stage.nowMs - LATE_MS, boundMs: 3 } };
  const command = valueOf(joinCommand(request as JoinInput)); // What was sent above.
  const unjudged = { command, actor: person("Sam"), commandId: "refused", evidence };
  const end = { code: "busy", outcome: "not-judged", recvMs: stage.nowMs } as const;
  const attempt = await signAttempt(signer, stage.groupBuy.id, unjudged, end);
  kit.answers["groupBuys.join"] = err(refusalProblem({ code: "busy" }, { attempt }));
  return { "deadline-passed": late, busy: await press(kit, await kit.keyOf("buyer")) };
}

/** What is about a person and not about a group-buy has no situation to be in: it is played by a merchant. */
async function recordPeople(): Promise<Record<string, RecordedExample>> {
  const kit = createHttpKit();
  const token = await kit.keyOf("merchant");
  const calls: readonly (readonly [name: string, request?: unknown])[] = [
    ["POST /sandbox/actors", { role: "merchant", name: "Brass and Sons", country: "DE", currency: "EUR" }],
    ["POST /sign-in/codes", { email: "mei@example.org" }],
    ["GET /me"],
    ["PATCH /me", { name: "Mei", zone: "Europe/Berlin" }],
    ["POST /keys", { name: "Warehouse", scopes: ["demands:read", "offers:read", "offers:write"] }],
    ["GET /keys"],
    ["GET /merchants/me"],
  ];
  const recorded: Record<string, RecordedExample> = {};
  for (const [name, request] of calls) {
    const [method = "", path = ""] = name.split(" ");
    const { version } = (await (
      await kit.fetch("/api/v1/me", { headers: { authorization: `Bearer ${token}` } })
    ).json()) as {
      version: number;
    };
    const told = await play(kit, name.replace(/\W+/g, "-"), { method, path, token, version, request });
    if (told === null) throw new Error(`${name} is answered well`);
    recorded[name] = told;
  }
  return recorded;
}

/** What is about books has a business of its own to speak of. */
async function recordBooks(): Promise<Record<string, RecordedExample>> {
  const recorded: Record<string, RecordedExample> = {};
  for (const { kit, name, path, token, request } of await bookCalls()) {
    const method = name.slice(0, name.indexOf(" "));
    const told = await play(kit, name.replace(/\W+/g, "-"), { method, path, token, version: 1, request });
    if (told === null) throw new Error(`${name} is answered well`);
    recorded[name] = told;
  }
  return recorded;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly version: number;
  readonly request: unknown;
}

/** Null where it is refused. */
async function play(kit: HttpKit, repeatKey: string, sent: Sent): Promise<RecordedExample | null> {
  const { method, path, token, version, request } = sent;
  const response = await kit.fetch(`/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      "idempotency-key": repeatKey,
      "if-match": `"${version}"`,
      ...(request !== undefined && { "content-type": "application/json" }),
    },
    ...(request !== undefined && { body: JSON.stringify(request) }),
  });
  const text = await response.text();
  if (!response.ok) return null;
  const answer = text === "" ? undefined : withoutKeys(JSON.parse(text));
  return {
    ...(request !== undefined && { request: withoutKeys(JSON.parse(JSON.stringify(request))) }),
    ...(answer !== undefined && { answer }),
  };
}

/** Scanners of repositories look for them. */
function withoutKeys(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/(gbk_test_)\w+/g, "$1…"));
}

/** Which fields there are and of which kind, without what is in them: `items[].price.amount number`. */
export function shapeOf(value: unknown, at = ""): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => shapeOf(item, `${at}[]`)))].toSorted();
  if (typeof value !== "object" || value === null) return [`${at} ${value === null ? "null" : typeof value}`];
  return Object.entries(value)
    .flatMap(([name, item]) => shapeOf(item, `${at}.${name}`))
    .toSorted();
}
