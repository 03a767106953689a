/** R13: everything that can be said of what people hold has words, in every language, and each fact in them is filled. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { CHECK_IDS, type Check } from "../../worker/core/verify/check.ts";
import { NO_KEYS, type KeyRing } from "../../worker/core/verify/keys.ts";
import { parseMessage, type MessageNode } from "../../worker/core/message-format.ts";
import { compileMessage } from "../../web/lib/i18n/compile.ts";
import {
  createTranslator,
  type Catalogue,
  type CompiledMessage,
  type MessageArguments,
} from "../../web/lib/i18n/translate.ts";
import { checkGiven } from "../../web/lib/verify/desk/check-given.ts";
import { argsOf, legible, momentOf, sentenceOf } from "../../web/lib/verify/desk/check-words.ts";
import { refusalIn } from "../../web/lib/verify/desk/refusal-words.ts";
import english from "../../web/messages/en.json" with { type: "json" };
import { Deployment, retold, RING } from "../support/verify-kit.ts";

const directory = join(import.meta.dirname, "../../web/messages");
const LOCALES = readdirSync(directory).map((name) => name.replace(".json", ""));
const life = Deployment.ofLife("settled-3");
const seq = life.seqOf("joined");

function translatorOf(locale: string) {
  const texts = JSON.parse(readFileSync(join(directory, `${locale}.json`), "utf8")) as Record<string, string>;
  const catalogue: Record<string, CompiledMessage> = {};
  for (const [key, text] of Object.entries(texts)) {
    if (!key.startsWith("verifier.")) continue;
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as the bundler does
    catalogue[key] = new Function(`return ${compileMessage(text)}`)() as CompiledMessage; // the compiler's own output
  }
  return createTranslator(locale, () => catalogue satisfies Catalogue);
}

async function checksOf(texts: readonly string[], keys: KeyRing = RING) {
  const given = texts.map((text, index) => ({ id: index + 1, blob: new Blob([text]) }));
  return (await checkGiven({ given, keys, origin: "https://x.example" }, verifyEd25519, () => undefined)).checks;
}

/** As many different things as can be said, of files as they are and of changed ones. */
async function manyChecks(): Promise<readonly Check[]> {
  const receipt = await life.receipt(seq);
  const refusal = await life.receipt(life.seqOf("join_refused"));
  const proof = await life.proof(seq);
  const log = await life.log();
  const other = retold(life.leaves, (leaf) => (leaf.seq === 2 ? { ...leaf, sealed: "0".repeat(64) } : leaf));
  const forged = retold(life.leaves, (leaf) =>
    leaf.seq === seq ? { ...leaf, open: { ...leaf.open, qty: 99 } } : leaf,
  );
  const all = [
    receipt,
    refusal,
    proof,
    await life.checkpoint(5),
    await life.consistency(5),
    await life.certificate(),
    log,
  ];
  const timed = (times: object): KeyRing => ({
    receipts: RING.receipts.map((key) => ({ ...key, ...times })),
    logs: RING.logs.map((key) => ({ ...key, ...times })),
  });
  return [
    ...(await checksOf(all)),
    ...(await checksOf(all, NO_KEYS)),
    ...(await checksOf(all, timed({ fromMs: 0, untilMs: 8_640_000_000_000_000 }))),
    ...(await checksOf(all, timed({ fromMs: 0, untilMs: 1 }))),
    ...(await checksOf(all, timed({ fromMs: 0, revokedFromMs: 1 }))),
    ...(await checksOf([receipt], timed({ revokedFromMs: 8_640_000_000_000_000 }))),
    ...(await checksOf([await forged.log()])),
    ...(await checksOf([log, await other.log(), await other.receipt(seq), await other.proof(seq + 1)])),
    ...(await checksOf([receipt.replace(/"marginMs":-?\d+/, '"marginMs":1'), proof.replace(/index \d+/, "index 1")])),
    ...(await checksOf([receipt.replace(/"jws":"[^"]*"/, '"jws":""'), await life.proof(seq, { isBare: true })])),
  ];
}

const many = manyChecks();

/** What a message would leave empty: what it takes, on the branches that it takes, and is not given. */
function gapsIn(nodes: readonly MessageNode[], args: MessageArguments): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === "argument") return args[node.name] === undefined ? [node.name] : [];
    if (node.kind !== "select") return [];
    return gapsIn(node.cases[String(args[node.name])] ?? node.cases["other"] ?? [], args);
  });
}

test("R13: every fact that a sentence is made of is there", async () => {
  const gaps = (await many).flatMap((check) => {
    const key = check.why === null ? `proven_${check.id}` : `why_${check.why}`;
    const text = (english as Readonly<Record<string, string>>)[`verifier.${key}`] ?? "{nothing}";
    return gapsIn(parseMessage(text), argsOf(check, translatorOf("en"))).map((name) => `${name} in ${key}`);
  });
  expect([...new Set(gaps)]).toEqual([]);
});

describe.each(LOCALES)("R13: in %s", (locale) => {
  const translator = translatorOf(locale);

  test("every check that is made has a sentence, and nothing in it is left open", async () => {
    const checks = await many;
    expect(new Set(checks.map(({ id }) => id)).size).toBeGreaterThan(18);
    for (const check of checks) {
      const sentence = sentenceOf(check, translator);
      const about = `${check.id} ${check.why}: ${sentence}`;
      expect(sentence, about).not.toMatch(/undefined|null|NaN|verifier\./);
      expect(sentence.length, about).toBeGreaterThan(3);
    }
  });

  test("every check and every reason of a refusal has a name", () => {
    for (const id of CHECK_IDS) expect(translator.t(`verifier.check_${id}`)).not.toContain("verifier.");
    const refusals = [
      { code: "other", kind: "log" },
      { code: "version-unknown", kind: "log", version: "9" },
      { code: "malformed", kind: "receipt", where: "leaf" },
      { code: "key-refused", index: 0, why: "small-order" },
      { code: "again", of: { givenId: 1, part: null } },
      { code: "huge" },
      { code: "several" },
    ] as const;
    for (const refusal of refusals) {
      expect(refusalIn(refusal, translator, () => "a.json")).not.toMatch(/undefined|verifier\./);
    }
  });
});

describe("R13: what stands in a file", () => {
  test("does not turn a line around, hide a part of it or fill the page", () => {
    expect(legible("gb\u202e1\u0000\u200bx")).toBe("gb?1??x");
    expect(legible("x".repeat(5_000))).toHaveLength(201);
  });

  test("is a moment where it can be one", () => {
    expect(momentOf(Date.UTC(2026, 10, 22, 12, 29, 59, 688), "en")).toBe("22 November 2026, 12:29:59.688 UTC");
    expect(momentOf(9e15, "en")).toBe("9000000000000000 ms");
  });

  test("a margin is told with its side", () => {
    const margin = (marginMs: number) =>
      argsOf(
        { id: "receipt-fields", about: [0], verdict: "proven", why: null, seq: 1, facts: { marginMs } },
        translatorOf("en"),
      );
    expect(margin(-5)).toMatchObject({ margin: 5, side: "after" });
    expect(margin(0)).toMatchObject({ margin: 0, side: "at" });
    expect(margin(7)).toMatchObject({ margin: 7, side: "before" });
  });
});
