/** B3: an exported ledger is recomputed without the server, and what was done to a file has a name. */
import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyLedger } from "../../scripts/ledger-verify.ts";
import { documentOf } from "../../worker/app/ledger/ledger-file-document.ts";
import type { LedgerFileDocument } from "../../worker/contract/ledger-file.ts";
import { apply } from "../../worker/core/group-buy/apply.ts";
import { journalsOf } from "../../worker/core/group-buy/journals.ts";
import { unseal } from "../../worker/core/group-buy/log-entry.ts";
import { found } from "../../worker/core/group-buy/state/state.ts";
import { describeAccount } from "../../worker/core/ledger/accounts.ts";
import { project, splitKey } from "../../worker/core/ledger/balances.ts";
import { EMPTY_CHAIN, linkJournal, type ChainHead } from "../../worker/core/ledger/journal-chain.ts";
import type { Entry } from "../../worker/core/ledger/journal.ts";
import { checkLedgerFile, shortenedFor } from "../../worker/core/ledger/ledger-check.ts";
import { digestOf, findFileFault, type FileJournal, type LedgerFile } from "../../worker/core/ledger/ledger-file.ts";
import { readGolden } from "../support/golden/golden.ts";
import { LIVES } from "../support/golden/lives.ts";

function journalsIn(name: string) {
  const logged = readGolden(name).entries.map(unseal);
  const first = logged[0]?.event;
  if (first?.type !== "drafted") throw new Error("a log begins with its draft");
  const groupBuy = found(first.sealed.founding, first.atMs);
  const journals: Omit<FileJournal, "link" | "isShortened">[] = [];
  for (const entry of logged) {
    journals.push(...journalsOf(groupBuy, entry.event).map((one) => ({ ...one, atMs: entry.event.atMs })));
    apply(groupBuy, entry);
  }
  return { groupBuy, journals };
}

/** As a group-buy's book is chained, whatever its journals say. */
function chained(sourceId: string, journals: readonly Omit<FileJournal, "link" | "isShortened">[]): FileJournal[] {
  let head: ChainHead = EMPTY_CHAIN;
  return journals.map((journal) => {
    const link = linkJournal(sourceId, head, journal);
    head = link;
    return { ...journal, link, isShortened: false };
  });
}

function fileOf(subjectId: string, posted: readonly Omit<FileJournal, "link" | "isShortened">[]): LedgerFile {
  const journals = chained(subjectId, posted);
  const { position = 0, hash = null } = journals.at(-1)?.link ?? {};
  const known = posted.map(({ kind, ...journal }) => ({ ...journal, kind: kind as "hold" })); // Only their sums are asked.
  const balances = [...project(known)]
    .map(([key, balanceMinor]) => ({ account: splitKey(key)[1], currency: splitKey(key)[0], balanceMinor }))
    .filter(({ account }) => describeAccount(account)?.oneCurrency === true);
  const book = { sourceId: subjectId, isWhole: true, head: { position, hash }, count: journals.length, journals };
  return { view: "group-buy", subjectId, madeAtMs: 1_764_590_400_000, books: [book], balances };
}

const wholeOf = (name: string) => {
  const { groupBuy, journals } = journalsIn(name);
  return fileOf(groupBuy.id, journals);
};

const broken = (file: LedgerFile) =>
  checkLedgerFile(file)
    .filter(({ outcome }) => outcome === "broken")
    .map(({ rule }) => rule);

const lives = Object.keys(LIVES);

describe.each(lives)("B3: the book of the life %s", (name) => {
  const file = wholeOf(name);

  test("is whole, and every rule of it holds", () => {
    expect(findFileFault(file, digestOf(file))).toBeNull();
    expect(checkLedgerFile(file).filter(({ outcome }) => outcome !== "holds")).toEqual([]);
  });

  test("as each of its payers keeps it: adds up to their balances, names no payment of others, and says what it cannot show", () => {
    const { groupBuy } = journalsIn(name);
    const [book] = file.books;
    for (const personId of new Set([...groupBuy.legs.values()].map((leg) => leg.personId))) {
      const legs = [...groupBuy.legs.values()].filter((leg) => leg.personId === personId);
      const own = new Set(legs.map(({ id }) => id));
      const isOwn = (id: string) => own.has(id);
      const touches = ({ entries, refId }: FileJournal) =>
        entries.some(({ account }) => isOwn(account.split(":").at(-1) ?? "")) || isOwn(refId.split(".")[0] ?? "");
      const journals = (book?.journals ?? []).filter(touches).map((journal) => shortenedFor(journal, isOwn));
      const mine: LedgerFile = {
        ...file,
        view: "person",
        subjectId: personId,
        books: journals.length === 0 || !book ? [] : [{ ...book, isWhole: false, count: journals.length, journals }],
        balances: file.balances.filter(({ account }) => isOwn(account.split(":").at(-1) ?? "")),
      };
      expect(findFileFault(mine, digestOf(mine))).toBeNull();
      expect(broken(mine), personId).toEqual([]);
      const others = [...groupBuy.legs.keys()].filter((id) => !isOwn(id));
      const text = JSON.stringify(mine);
      expect(others.filter((id) => text.includes(id))).toEqual([]);
      const rules = new Map(checkLedgerFile(mine).map(({ rule, outcome }) => [rule, outcome]));
      expect(rules.get("L15")).toBe("unproved");
      if (journals.length > 0) expect(rules.get("L4")).toBe("unproved");
    }
  });
});

describe("npm run ledger:verify", () => {
  let folder = "";
  const keys = generateKeyPairSync("ed25519");
  const jwk = { ...keys.publicKey.export({ format: "jwk" }), kid: "key-1" };
  const good = wholeOf("settled-1");

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "onebell-ledger-"));
    writeFileSync(join(folder, "jwks.json"), JSON.stringify({ keys: [jwk] }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const part = (value: string) => Buffer.from(value).toString("base64url");
  function sealed(file: LedgerFile): LedgerFileDocument {
    const digest = digestOf(file);
    const input = `${part(JSON.stringify({ alg: "EdDSA", kid: "key-1", typ: "onebell-ledger+jws" }))}.${part(digest)}`;
    const signature = `${input}.${sign(null, Buffer.from(input), keys.privateKey).toString("base64url")}`;
    return documentOf(file, { digest, signature });
  }

  function run(content: unknown, ...more: string[]) {
    writeFileSync(join(folder, "ledger.json"), typeof content === "string" ? content : JSON.stringify(content));
    return verifyLedger(["ledger.json", ...more], folder);
  }

  /** Somebody changes the file as it lies there, and nothing else of it. */
  type Journals = LedgerFileDocument["books"][number]["journals"];
  function tampered(change: (journals: Journals, document: LedgerFileDocument) => void): LedgerFileDocument {
    const document = structuredClone(sealed(good));
    const [book] = document.books;
    if (book === undefined) throw new Error("the life has a book");
    change(book.journals, document);
    return document;
  }

  test("0: every rule is named and holds, and the signature is right", async () => {
    const { exitCode, text } = await run(sealed(good), "--keys", "jwks.json");
    expect(exitCode).toBe(0);
    expect(text).toContain("right, by key key-1");
    for (const rule of ["L1", "L2", "L4", "L5", "L6", "L9", "L10", "L11", "L12", "L13", "L14", "L15"]) {
      expect(text).toMatch(new RegExp(`${rule} +HOLDS: `));
    }
    expect(text).toMatch(/EUR +capture: [\d.]+ in \d+/);
    expect(text.trimEnd()).toMatch(/Nothing is broken, and every rule was computed again\.$/);
  });

  test("without keys it says that the signature is not checked", async () => {
    expect((await run(sealed(good))).text).toContain("not checked: give the deployment's published keys");
  });

  const REFUSED: readonly (readonly [string, string, () => unknown])[] = [
    ["cut at the end", "cut", () => tampered((journals) => journals.pop())],
    ["cut in the middle", "cut", () => tampered((journals) => journals.splice(1, 1))],
    ["cut at the beginning", "cut", () => tampered((journals) => journals.shift())],
    [
      "cut, and its count with it",
      "cut",
      () =>
        tampered((journals, { books: [book] }) => {
          journals.pop();
          if (book) book.count -= 1;
        }),
    ],
    ["doubled", "doubled", () => tampered((journals) => journals.splice(1, 0, ...journals.slice(0, 1)))],
    ["a whole book twice", "doubled", () => tampered((_, document) => document.books.push(...document.books))],
    [
      "two journals swapped",
      "reordered",
      () => tampered((journals) => journals.splice(0, 2, ...journals.slice(0, 2).reverse())),
    ],
    [
      "an amount",
      "altered",
      () =>
        tampered(([journal]) => {
          const [[account, amount], ...rest] = journal?.entries as [[string, number], ...[string, number][]];
          journal?.entries.splice(0, 9, [account, amount + 1], ...rest);
        }),
    ],
    ["an instant", "altered", () => tampered(([journal]) => journal && (journal.at = "2020-01-01T00:00:00.000Z"))],
    [
      "a hash",
      "altered",
      () => tampered(([, journal]) => journal?.link && (journal.link.previousHash = "0".repeat(63) + "1")),
    ],
    ["a balance", "altered", () => tampered((_, { balances }) => balances.push(["dep:dep_x", "EUR", -5]))],
    ["the head", "altered", () => tampered((_, { books: [book] }) => book && (book.head.hash = "f".repeat(64)))],
    ["a field that it does not have", "altered", () => ({ ...sealed(good), more: 1 })],
    ["another group-buy's book", "foreign", () => tampered((_, document) => (document.subject = "gb_other"))],
    ["another kind of file", "foreign", () => ({ format: "onebell.personal-data", version: 1 })],
    ["a list", "foreign", () => []],
    ["a version to come", "version-unknown", () => ({ ...sealed(good), version: 2 })],
    ["no version", "version-unknown", () => ({ ...sealed(good), version: undefined })],
  ];
  test.each(REFUSED)("2: refuses %s as %s", async (_, code, make) => {
    const { exitCode, text } = await run(make());
    expect(text).toContain(`refused as ${code} (`);
    expect(exitCode).toBe(2);
  });

  test("2: what was changed and chained anew is not signed by the deployment", async () => {
    const { subjectId, books } = good;
    const posted = (books[0]?.journals ?? []).map(({ link: _l, isShortened: _s, ...journal }) => journal);
    const forged = fileOf(subjectId, posted.slice(0, -1));
    const document = documentOf(forged, { digest: digestOf(forged), signature: sealed(good).signature });
    expect((await run(document)).exitCode, "a chain alone does not say whose it is").toBe(0);
    const { exitCode, text } = await run(document, "--keys", "jwks.json");
    expect([exitCode, text]).toEqual([
      2,
      expect.stringContaining("refused as foreign (its signature: it is of another digest)"),
    ]);
  });

  test("2: a file of another deployment", async () => {
    const other = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
    writeFileSync(join(folder, "others.json"), JSON.stringify({ keys: [{ ...other, kid: "key-1" }] }));
    const { exitCode, text } = await run(sealed(good), "--keys", "others.json");
    expect([exitCode, text]).toEqual([
      2,
      expect.stringContaining("refused as foreign (its signature: not by key key-1)"),
    ]);
  });

  test.each(["", "{", "null"])("2: %j is no ledger", async (text) => expect((await run(text)).exitCode).toBe(2));

  test.each([[[]], [["a.json", "b.json"]], [["--what"]], [["nowhere.json"]]])("2: %j", async (args) =>
    expect((await verifyLedger(args, folder)).exitCode).toBe(2),
  );

  /** Books that were wrong when they were posted, sealed and signed all the same. */
  const posted = () => (good.books[0]?.journals ?? []).map(({ link: _l, isShortened: _s, ...journal }) => journal);
  const replaced = (kind: string, entries: (of: readonly Entry[]) => readonly Entry[]) => {
    const all = posted();
    const at = all.findIndex((journal) => journal.kind === kind);
    return all.map((journal, n) => (n === at ? { ...journal, entries: entries(journal.entries) } : journal));
  };
  const WRONG: readonly (readonly [string, string, () => LedgerFile])[] = [
    [
      "a journal that does not sum to zero",
      "L1",
      () =>
        fileOf(
          good.subjectId,
          replaced("hold", ([one, ...rest]) => [{ account: one?.account ?? "", amountMinor: 1 }, ...rest]),
        ),
    ],
    [
      "a book that does not sum to zero",
      "L2",
      () =>
        fileOf(
          good.subjectId,
          replaced("hold", ([one, ...rest]) => [{ account: one?.account ?? "", amountMinor: 1 }, ...rest]),
        ),
    ],
    [
      "an id that nothing leads to",
      "L5",
      () =>
        fileOf(
          good.subjectId,
          posted().map((journal, n) => (n === 0 ? { ...journal, id: "tr_made_up" } : journal)),
        ),
    ],
    [
      "a balance that its entries do not come to",
      "L9",
      () => ({
        ...good,
        balances: good.balances.map((one, n) => (n === 0 ? { ...one, balanceMinor: one.balanceMinor - 1 } : one)),
      }),
    ],
    [
      "a deposit captured before it was held",
      "L10",
      () => {
        const all = posted();
        const capture = all.findIndex(({ kind }) => kind === "capture");
        return fileOf(good.subjectId, [
          ...all.slice(capture, capture + 1),
          ...all.slice(0, capture),
          ...all.slice(capture + 1),
        ]);
      },
    ],
    [
      "a deposit in two currencies",
      "L11",
      () => {
        const all = posted();
        const at = all.findIndex(({ kind }) => kind === "capture");
        return fileOf(
          good.subjectId,
          all.map((journal, n) => (n === at ? { ...journal, currency: "USD" } : journal)),
        );
      },
    ],
    [
      "a hold that is resolved a second time",
      "L12",
      () => {
        const all = posted();
        const first = all.find(({ kind, entries }) => kind === "capture" && entries.length > 2);
        return fileOf(good.subjectId, first ? [...all, { ...first, id: "tr_x" }] : all);
      },
    ],
    [
      "a capture of a hold that lapsed",
      "L13",
      () => {
        const all = posted();
        const at = all.findIndex(({ kind, entries }) => kind === "capture" && entries.length > 2);
        const memo = all[at]?.entries.filter(({ account }) => account.startsWith("memo:")) ?? [];
        const lapse = all.slice(at, at + 1).map((one) => ({ ...one, id: "tr_x", kind: "lapse", entries: memo }));
        return fileOf(good.subjectId, [...all.slice(0, at), ...lapse, ...all.slice(at)]);
      },
    ],
    [
      "a hold that nobody closed",
      "L14",
      () => {
        const all = posted();
        const hold = all.find(({ kind }) => kind === "hold");
        const entries = [
          { account: "memo:auth:sandbox", amountMinor: 5 },
          { account: "memo:hold:dep_none", amountMinor: -5 },
        ];
        return fileOf(good.subjectId, hold ? [...all, { ...hold, id: "tr_x", kind: "release", entries }] : all);
      },
    ],
    [
      "an award that went elsewhere",
      "L15",
      () =>
        fileOf(
          good.subjectId,
          replaced("award", (of) =>
            of.map((entry) => (entry.account === "plat:fee" ? { ...entry, account: "plat:rounding" } : entry)),
          ),
        ),
    ],
  ];
  test.each(WRONG)("1: %s breaks %s", async (_, rule, make) => {
    const file = make();
    expect(broken(file)).toContain(rule);
    const { exitCode, text } = await run(sealed(file), "--keys", "jwks.json");
    expect(exitCode).toBe(1);
    expect(text).toMatch(new RegExp(`${rule} +BROKEN: `));
  });
});
