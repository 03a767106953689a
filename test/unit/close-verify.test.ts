import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isCloseFile, verifyClose } from "../../scripts/close-verify.ts";
import { canonicalJson } from "../../worker/core/log/canonical.ts";
import { createReceiptSigner } from "../../worker/adapters/receipt-signer.ts";
import { factsOf, LINES, reportOf } from "../support/reconciliation-world.ts";

const pair = await crypto.subtle.generateKey({ name: "Ed25519" }, true, ["sign", "verify"]);
const key = await crypto.subtle.exportKey("jwk", pair.privateKey);
const signer = await createReceiptSigner(key as Parameters<typeof createReceiptSigner>[0], [], "onebell-close+jws");

async function fileOf(report: ReturnType<typeof reportOf>) {
  const text = canonicalJson(report);
  return { report: text, signature: await signer.sign(createHash("sha256").update(text).digest("hex")) };
}

test("L16, L17: a report is recomputed without the server: closed, refused, and altered", async () => {
  const closed = await fileOf(reportOf());
  expect(isCloseFile(closed)).toBe(true);
  expect(isCloseFile({ report: {} })).toBe(false);
  const told = await verifyClose(closed, null, "close.json");
  expect(told.exitCode).toBe(0);
  expect(told.text).toContain("EUR  closed: 325 at the provider, off by 0");

  const faulty = reportOf({ facts: factsOf({ lines: LINES.slice(1) }) });
  expect(await verifyClose(await fileOf(faulty), null, "close.json")).toMatchObject({ exitCode: 1 });
  const painted = await fileOf({ ...faulty, verdict: reportOf().verdict });
  await expect(verifyClose(painted, null, "close.json")).rejects.toThrow("verdict-differs");
  const swapped = { ...closed, report: closed.report.replace('"attempt":1', '"attempt":2') };
  await expect(verifyClose(swapped, null, "close.json")).rejects.toThrow("another report");
});
