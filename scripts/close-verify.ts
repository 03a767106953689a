/** The report of a day's close, recomputed without the server (ADR 0039): what `ledger:verify` does with such a file. */
import { createHash } from "node:crypto";
import { fromBase64Url } from "../worker/core/base64url.ts";
import { recomputeReport, type CloseReport } from "../worker/core/reconciliation/report.ts";
import { BadFile, type Keys } from "./dispute/files.ts";
import { checkSignature } from "./dispute/signature.ts";

/** As it is signed: neither a receipt nor a ledger can be shown for it. */
const CLOSE_TYP = "onebell-close+jws";

export interface CloseFileJson {
  readonly report: string;
  readonly signature: string;
}

export function isCloseFile(json: unknown): json is CloseFileJson {
  if (typeof json !== "object" || json === null || !("report" in json) || !("signature" in json)) return false;
  return typeof json.report === "string" && typeof json.signature === "string";
}

/** Ends with 0 for a closed day, with 1 for a refused one; throws `BadFile` where the file is not as it was made. */
export async function verifyClose({ report: text, signature }: CloseFileJson, keys: Keys | null, name: string) {
  const { check, kid } = await checkSignature(signature, keys, CLOSE_TYP);
  const payload = fromBase64Url(signature.split(".")[1] ?? "");
  const digest = createHash("sha256").update(text).digest("hex");
  if (payload === null || new TextDecoder().decode(payload) !== digest) {
    throw new BadFile(name, "it is refused as altered (its signature is of another report)");
  }
  if (check !== "not-checked" && check !== "right") throw new BadFile(name, `it is refused as foreign (${check})`);
  const report = readReport(text, name);
  const again = recomputed(report, name);
  if (!again.ok) throw new BadFile(name, `it does not recompute: ${JSON.stringify(again.error)}`);
  const isClosed = again.value.every(({ state }) => state === "closed");
  const lines = again.value.map(({ state, equation, reasons }) => {
    const { currency, bankMinor, offMinor } = equation;
    const why = reasons.map(({ code }) => code).join(", ");
    return `  ${currency}  ${state}: ${bankMinor} at the provider, off by ${offMinor}${why === "" ? "" : ` (${why})`}`;
  });
  const signed = check === "right" ? `right, by key ${kid}` : "not checked: give the published keys with --keys";
  const head = [`Close of ${report.day} at ${report.providerId}, try ${report.attempt}`, `  signature  ${signed}`];
  const seen = `  recomputed from ${report.sources.length} books, ${report.facts.differences.length} differences`;
  return { exitCode: isClosed ? (0 as const) : (1 as const), text: [...head, seen, ...lines].join("\n") };
}

function readReport(text: string, name: string): CloseReport {
  try {
    return JSON.parse(text) as CloseReport; // Whatever it is: what does not recompute is refused.
  } catch {
    throw new BadFile(name, "it is refused as altered (the report is no JSON)");
  }
}

function recomputed(report: CloseReport, name: string): ReturnType<typeof recomputeReport> {
  try {
    return recomputeReport(report);
  } catch {
    throw new BadFile(name, "it is refused as altered (parts of the report are missing)");
  }
}
