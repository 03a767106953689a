/** OP5, OP6 (ADR 0032): what a backup proves of itself, and who may bring one back. */
import { describe, expect, test } from "vitest";
import { createBackupSeal } from "../../worker/adapters/backup-seal.ts";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import type { Authority } from "../../worker/app/authority.ts";
import { createBackupUseCases, type BackupRecords } from "../../worker/app/operators/backups.ts";
import { onlyOperators } from "../../worker/app/operators/only-operators.ts";
import type { AuditedAct } from "../../worker/app/people/store.ts";
import type { GroupBuyBackupDocument } from "../../worker/contract/backup.ts";
import {
  BACKUP_FORMAT,
  hashBackup,
  hashBooks,
  rebuild,
  rootTextOf,
  type GroupBuyBackup,
} from "../../worker/core/group-buy/backup.ts";
import { LOG_LEVEL } from "../../worker/core/group-buy/log-level.ts";
import { err, ok } from "../../worker/core/result.ts";
import { newDevVars } from "../../scripts/dev-vars.ts";
import { parseConfig } from "../../worker/env.ts";
import { LIVES } from "../support/golden/lives.ts";
import { readGolden, summaryOf } from "../support/golden/golden.ts";
import type { Stage } from "../support/group-buy-kit.ts";
import { createPeopleKit, slugOf, valueOf } from "../support/people-kit.ts";

function backupOf({ groupBuy, logged, journals }: Stage): GroupBuyBackup {
  return {
    format: BACKUP_FORMAT,
    version: 1,
    id: groupBuy.id,
    madeAt: "2026-12-01T11:30:00.000Z",
    logLevel: LOG_LEVEL,
    head: { size: groupBuy.seq, root: rootTextOf(groupBuy) },
    entries: logged.map(({ leaf, sealed }) => ({ leaf, sealed })),
    books: hashBooks(journals),
    notices: [{ seq: 1, part: 0, body: "[]" }],
    answers: [{ commandId: "cmd-1", fingerprint: "f", reply: "{}" }],
    clock: { lastStampMs: groupBuy.lastAtMs, aheadMs: 0 },
    toldFromSeq: 0,
  };
}

const settled = LIVES["settled-2"] ?? (() => expect.unreachable());
const backup = backupOf(settled());

describe("the log of a backup is played, and nothing that it says of itself is believed", () => {
  test.each(Object.entries(LIVES))("%s comes back to the same state and the same books", (name, live) => {
    const stage = live();
    const rebuilt = rebuild(backupOf(stage));
    if (!rebuilt.ok) return expect.fail(JSON.stringify(rebuilt.error));
    expect(summaryOf(rebuilt.value.groupBuy, rebuilt.value.journals)).toBe(summaryOf(stage.groupBuy, stage.journals));

    const { entries, summary } = readGolden(name); // The same life in leaves of form 1.
    const { size, root } = JSON.parse(summary) as { size: number; root: string };
    const older = rebuild({ ...backupOf(stage), logLevel: 1, entries, head: { size, root } });
    if (!older.ok) return expect.fail(JSON.stringify(older.error));
    expect(summaryOf(older.value.groupBuy, older.value.journals)).toBe(summary);
  });

  const changed = (index: number, change: (entry: { leaf: string; sealed: string }) => object) => ({
    ...backup,
    entries: backup.entries.map((entry, at) => (at === index ? { ...entry, ...change(entry) } : entry)),
  });
  const last = backup.entries.length;

  test.each<[string, GroupBuyBackup, number | null, RegExp]>([
    [
      "a text of what is sealed",
      changed(4, ({ sealed }) => ({ sealed: sealed.replace('"salt":"', '"salt":"x') })),
      5,
      /sealed/,
    ],
    [
      "an amount or name in a leaf",
      changed(6, ({ leaf }) => ({ leaf: leaf.replace(/"at":(\d+)/, '"at":1') })),
      8,
      /before this one/,
    ],
    [
      "the last leaf",
      changed(last - 1, ({ leaf }) => ({ leaf: leaf.replace(/"at":(\d+)/, '"at":1') })),
      last,
      /another head/,
    ],
    ["the form of a leaf", changed(2, ({ leaf }) => ({ leaf: leaf.replace(":", ": ") })), 3, /canonical/],
    ["a leaf that is no JSON", changed(2, () => ({ leaf: "{" })), 3, /JSON/],
    ["an event left out", { ...backup, entries: backup.entries.toSpliced(9, 1) }, 10, /number 10/],
    [
      "two events in the other order",
      { ...backup, entries: backup.entries.with(3, backup.entries[4] ?? expect.unreachable()) },
      4,
      /number 4/,
    ],
    ["an end cut off", { ...backup, entries: backup.entries.slice(0, -3) }, last - 2, /ends before its head/],
    ["no event", { ...backup, entries: [] }, null, /no event/],
    ["the log of another", { ...backup, id: "gb_0000000000000000000000zzzz" }, 1, /gb_0000000000000000000000zzzz/],
    ["other books", { ...backup, books: "0".repeat(64) }, null, /books/],
    ["another head", { ...backup, head: { ...backup.head, root: "0".repeat(64) } }, last, /another head/],
    ["a newer log", { ...backup, logLevel: LOG_LEVEL + 1 }, null, /newer version/],
    ["a newer form", { ...backup, version: 2 }, null, /no onebell.group-buy 1/],
    [
      "an event of a later version",
      changed(0, ({ leaf }) => ({ leaf: leaf.replace('"type":"drafted"', '"type":"teleported"') })),
      1,
      /begins with the draft/,
    ],
  ])("changed: %s", (_, damaged, seq, why) => {
    const rebuilt = rebuild(damaged);
    expect(rebuilt).toMatchObject({ ok: false, error: { kind: "damaged", seq } });
    if (!rebuilt.ok) expect(rebuilt.error.why).toMatch(why);
  });

  test("PD2: what was sealed of somebody who is forgotten needs no hash, and a part with a salt does not pass for it", () => {
    const erased = JSON.stringify({ erased: true, sealed: JSON.parse(backup.entries[1]?.sealed ?? "").sealed });
    expect(rebuild(changed(1, () => ({ sealed: erased }))).ok).toBe(true);
    const salted = JSON.stringify({ ...JSON.parse(erased), salt: "x" });
    expect(rebuild(changed(1, () => ({ sealed: salted })))).toMatchObject({ ok: false, error: { seq: 2 } });
  });

  test("every part of it is in what is signed", () => {
    const other = { leaf: "x", sealed: "x", body: "x", reply: "x", fingerprint: "x", commandId: "x", root: "x" };
    const digests = [
      backup,
      ...(["format", "id", "madeAt", "books"] as const).map((name) => ({ ...backup, [name]: "x" })),
      ...(["version", "logLevel", "toldFromSeq"] as const).map((name) => ({ ...backup, [name]: 99 })),
      { ...backup, head: { ...backup.head, root: other.root } },
      { ...backup, head: { ...backup.head, size: 99 } },
      { ...backup, clock: { ...backup.clock, aheadMs: 99 } },
      { ...backup, clock: { ...backup.clock, lastStampMs: 99 } },
      { ...backup, entries: [] },
      { ...backup, notices: backup.notices.map((one) => ({ ...one, body: other.body })) },
      { ...backup, answers: backup.answers.map((one) => ({ ...one, reply: other.reply })) },
    ].map(hashBackup);
    expect(new Set(digests).size).toBe(digests.length);
  });
});

function keysOf(text: string) {
  const line = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(text)?.[1]?.replace(/^'|'$/g, "") ?? "";
  const names = ["RECEIPT_SIGNING_KEY", "LOG_SIGNING_KEY", "SESSION_PEPPER", "CURSOR_KEY"];
  return parseConfig({ DEPLOYMENT_MODE: "test", ...Object.fromEntries(names.map((name) => [name, line(name)])) })
    .receiptSigningKey;
}
const key = keysOf(newDevVars());

describe("the signature of a backup", () => {
  test("is good for this digest, by this key and by those that were used before, and for nothing else", async () => {
    const [digest, later] = ["a".repeat(64), keysOf(newDevVars())];
    const seal = await createBackupSeal(key, []);
    const signature = await seal.sign(digest);
    expect(await seal.isOurs(digest, signature)).toBe(true);
    expect(await (await createBackupSeal(later, [{ x: key.x }])).isOurs(digest, signature)).toBe(true);
    expect(await (await createBackupSeal(later, [])).isOurs(digest, signature)).toBe(false);
    expect(await seal.isOurs("b".repeat(64), signature)).toBe(false);
    for (const broken of ["", "a.b", `${signature}.x`, signature.slice(0, -4), signature.replace(".", ".A")]) {
      expect(await seal.isOurs(digest, broken), broken).toBe(false);
    }
  });

  test("R12: under a revoked key it is nobody's, whenever it says that it was made", async () => {
    const digest = "a".repeat(64);
    const signature = await (await createBackupSeal(key, [])).sign(digest);
    const ended = { x: key.x, exp: (key.nbf ?? 0) + 60 };
    const later = keysOf(newDevVars());
    expect(await (await createBackupSeal(later, [ended])).isOurs(digest, signature)).toBe(true);
    const revoked = { ...ended, revoked: { revoked_at: (key.nbf ?? 0) + 30 } };
    expect(await (await createBackupSeal(later, [revoked])).isOurs(digest, signature)).toBe(false);
  });

  test("no receipt passes for one, whatever it says", async () => {
    const seal = await createBackupSeal(key, []);
    const receipt = await (await createReceiptSigner(key)).sign("a".repeat(64));
    expect(await seal.isOurs("a".repeat(64), receipt)).toBe(false);
  });
});

/** An operator, a deployment that may or may not be told of this group-buy, and an object that takes what it is given. */
async function desk({ restorable = [backup.id], appliedSeq = 0 } = {}) {
  const kit = createPeopleKit();
  const { caller } = await kit.operator();
  const audited: AuditedAct["action"][] = [];
  const given: { readonly size: number; readonly forgotten: readonly string[] }[] = [];
  let isThere = false;
  const authority = {
    backup: async () => ok(backup),
    restore: async (document: GroupBuyBackup, forgotten: readonly string[]) => {
      if (isThere) return ok(err({ kind: "not-empty" as const, seq: null, why: "it is there" }));
      isThere = true;
      given.push({ size: document.entries.length, forgotten });
      return ok(ok({ seq: document.head.size }));
    },
    poke: async () => undefined,
    drained: async () => undefined,
  } as unknown as Authority; // Backups ask it nothing else.
  const records: BackupRecords = {
    appliedSeq: async () => appliedSeq,
    forgottenIn: async () => ["usr_forgotten"],
    audit: async ({ action }) => void audited.push(action),
    rebuildSearch: async () => ({ written: 3, looked: 9 }),
  };
  const backups = onlyOperators(
    createBackupUseCases({
      authorities: { of: () => authority },
      records,
      seal: () => createBackupSeal(key, []),
      restorable,
      sessions: kit.dependencies.sessions,
      clock: kit.clock,
      ids: kit.dependencies.ids,
    }),
  );
  const document: GroupBuyBackupDocument = valueOf(await backups.backUp(caller, backup.id, "Nightly."));
  audited.splice(0);
  return { kit, backups, caller, audited, given, document };
}

describe("an operator brings a group-buy back", () => {
  const restore = async (stage: Awaited<ReturnType<typeof desk>>, changes: object = {}, caller = stage.caller) =>
    stage.backups.restore(caller, backup.id, { reason: "It is gone.", backup: { ...stage.document, ...changes } });

  test("once, whole, with those who stay forgotten, and it stands in the audit; not twice", async () => {
    const stage = await desk();
    expect(valueOf(await restore(stage))).toEqual({ id: backup.id, size: backup.head.size, root: backup.head.root });
    expect(stage.given).toEqual([{ size: backup.entries.length, forgotten: ["usr_forgotten"] }]);
    expect(stage.audited).toEqual(["restore"]);
    expect(slugOf(await restore(stage))).toBe("state-conflict");
  });

  test("not where the deployment was not told of it, however good the backup is", async () => {
    const stage = await desk({ restorable: [] });
    expect(slugOf(await restore(stage))).toBe("forbidden");
    expect(stage.given).toEqual([]);
  });

  test("not by a key, nor in a session that was proved an hour ago", async () => {
    const stage = await desk();
    expect(slugOf(await restore(stage, {}, { ...stage.caller, via: "key" }))).toBe("sign-in-stale");
    stage.kit.clock.advance(3_600_000);
    expect(slugOf(await restore(stage))).toBe("sign-in-stale");
    expect(stage.given).toEqual([]);
  });

  test("not with one letter changed: it says which event where the log shows it, and that nobody has signed it where not", async () => {
    const stage = await desk();
    const entries = stage.document.entries.map(([leaf, sealed], at): [string, string] => [
      leaf,
      at === 4 ? `${sealed} ` : sealed,
    ]);
    expect(await restore(stage, { entries })).toMatchObject({ error: { slug: "backup-damaged", facts: { seq: 5 } } });
    const answers: [string, string, string][] = [["cmd-1", "f", '{"forged":true}']];
    expect(await restore(stage, { answers })).toMatchObject({ error: { slug: "backup-damaged", detail: /signed/ } });
    const id = "gb_0000000000000000000000zzzz";
    expect(slugOf(await restore(stage, { id }))).toBe("backup-damaged");
    expect(stage.given).toEqual([]);
    expect(stage.audited).toEqual([]);
  });

  test("not from before what the catalogue has heard: receipts for those events are out", async () => {
    const stage = await desk({ appliedSeq: backup.head.size + 1 });
    expect(slugOf(await restore(stage))).toBe("state-conflict");
    expect(stage.given).toEqual([]);
    valueOf(await restore(await desk({ appliedSeq: backup.head.size })));
  });

  test("a backup and a new index stand in the audit too; all of it takes a reason and an operator", async () => {
    const stage = await desk();
    valueOf(await stage.backups.backUp(stage.caller, backup.id, "Before the upgrade."));
    expect(valueOf(await stage.backups.rebuildSearch(stage.caller, "A new analyser."))).toEqual({
      written: 3,
      looked: 9,
    });
    expect(stage.audited).toEqual(["back_up", "rebuild_search"]);
    expect(slugOf(await stage.backups.backUp(stage.caller, backup.id, " "))).toBe("text-empty /reason");
    const buyer = { ...stage.caller, roles: ["buyer" as const] };
    expect(slugOf(await stage.backups.backUp(buyer, backup.id, "Why not?"))).toBe("not-found");
    expect(slugOf(await restore(stage, {}, buyer))).toBe("not-found");
  });
});
