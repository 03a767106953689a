/**
 * `npm run ledger:verify -- FILE [--keys jwks.json]`: recomputes an exported ledger without the server and says in plain
 * words what it found, rule by rule. See docs/ledger-exports.md.
 *
 * Ends with 0 where nothing is broken, with 1 where a rule is, with 2 where the file is not as it was made.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ledgerFileIn } from "../worker/app/ledger/ledger-file-document.ts";
import { LedgerFileDocument } from "../worker/contract/ledger-file.ts";
import { fromBase64Url } from "../worker/core/base64url.ts";
import { exponentOf, isCurrency } from "../worker/core/currency.ts";
import { decimalOf } from "../worker/core/csv.ts";
import { checkLedgerFile, totalsOf, type RuleFinding } from "../worker/core/ledger/ledger-check.ts";
import {
  findFileFault,
  LEDGER_FILE_FORMAT,
  LEDGER_FILE_TYP,
  LEDGER_FILE_VERSION,
  type LedgerFile,
} from "../worker/core/ledger/ledger-file.ts";
import { isCloseFile, verifyClose } from "./close-verify.ts";
import { BadFile, readJson, readKeys, type FileName, type Keys } from "./dispute/files.ts";
import { checkSignature } from "./dispute/signature.ts";
import { isCommand } from "./tools.ts";

const USAGE = "usage: npm run ledger:verify -- FILE [--keys jwks.json]";

export interface Outcome {
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
}

/** @param args paths as they were typed, relative to `folder` */
export async function verifyLedger(args: readonly string[], folder: string): Promise<Outcome> {
  try {
    const { path, keysPath } = readArguments(args);
    const at = (name: string): FileName => ({ path: resolve(folder, name), name });
    const keys = keysPath === undefined ? null : await readKeys(at(keysPath));
    const json = await readJson(at(path));
    if (isCloseFile(json)) return await verifyClose(json, keys, path);
    const { file, document } = await readLedgerFile(at(path));
    const fault = findFileFault(file, document.digest);
    if (fault !== null) throw new BadFile(path, `it is refused as ${fault.code} (${fault.where})`);
    const signature = await signatureOf(document, keys, path);
    const findings = checkLedgerFile(file);
    const isBroken = findings.some(({ outcome }) => outcome === "broken");
    return { exitCode: isBroken ? 1 : 0, text: tell(file, signature, findings) };
  } catch (error) {
    if (error instanceof BadFile) return { exitCode: 2, text: error.message };
    throw error;
  }
}

function readArguments(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { keys: { type: "string" } },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new Error(USAGE);
    return { path, keysPath: values.keys };
  } catch (error) {
    throw new BadFile(null, error instanceof Error && error.message !== USAGE ? `${error.message}\n${USAGE}` : USAGE);
  }
}

async function readLedgerFile(name: FileName): Promise<{ file: LedgerFile; document: LedgerFileDocument }> {
  const json = await readJson(name);
  const { format, version } = typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {}; // Any JSON.
  if (format !== LEDGER_FILE_FORMAT) {
    throw new BadFile(name.name, `it is refused as foreign (its format is not ${LEDGER_FILE_FORMAT})`);
  }
  if (version !== LEDGER_FILE_VERSION) {
    const why = `it is of version ${JSON.stringify(version)}, and this program reads ${LEDGER_FILE_VERSION}`;
    throw new BadFile(name.name, `it is refused as version-unknown (${why})`);
  }
  const parsed = LedgerFileDocument.safeParse(json);
  const file = parsed.success ? ledgerFileIn(parsed.data) : null;
  if (file !== null && parsed.success) return { file, document: parsed.data };
  const issue = parsed.error?.issues[0];
  const where = issue === undefined ? "an instant is none" : `${issue.path.join(".")}: ${issue.message}`;
  throw new BadFile(name.name, `it is refused as altered (${where})`);
}

/** A signature that does not fit the keys it is held against is no ledger of theirs. */
async function signatureOf({ digest, signature }: LedgerFileDocument, keys: Keys | null, name: string) {
  const { check, kid } = await checkSignature(signature, keys, LEDGER_FILE_TYP);
  if (check === "not-checked") return "not checked: give the deployment's published keys with --keys";
  const bytes = fromBase64Url(signature.split(".")[1] ?? "");
  const isOfDigest = bytes !== null && new TextDecoder().decode(bytes) === digest;
  if (check === "right" && isOfDigest) return `right, by key ${kid}`;
  const why = check === "right" ? "it is of another digest" : check === "wrong" ? `not by key ${kid}` : check;
  throw new BadFile(name, `it is refused as foreign (its signature: ${why})`);
}

function tell(file: LedgerFile, signature: string, findings: readonly RuleFinding[]): string {
  const count = file.books.reduce((sum, { journals }) => sum + journals.length, 0);
  const broken = findings.filter(({ outcome }) => outcome === "broken").length;
  const unproved = findings.filter(({ outcome }) => outcome === "unproved").length;
  return [
    `Ledger of ${file.view} ${file.subjectId}`,
    "",
    line("made", new Date(file.madeAtMs).toISOString()),
    line(
      "books",
      file.books.map(({ sourceId, isWhole }) => `${sourceId} (${isWhole ? "whole" : "in part"})`).join(", ") || "none",
    ),
    line("journals", String(count)),
    line("signature", signature),
    "",
    "Totals",
    ...totalsOf(file).map(({ currency, kind, journals, movedMinor }) =>
      line(currency, `${kind}: ${money(movedMinor, currency)} in ${journals}`),
    ),
    "",
    "Rules",
    ...findings.flatMap(({ rule, what, outcome, details }) => [
      line(rule, `${outcome === "unproved" ? "not proved" : outcome.toUpperCase()}: ${what}`),
      ...details.map((detail) => line("", `- ${detail}`)),
    ]),
    "",
    broken > 0
      ? `${broken} rules are broken.`
      : unproved > 0
        ? "Nothing is broken. What is not proved cannot be shown by this file; a group-buy's whole book shows all of it."
        : "Nothing is broken, and every rule was computed again.",
  ].join("\n");
}

function money(minor: number, currency: string): string {
  return decimalOf(minor, isCurrency(currency) ? exponentOf(currency) : 0).decimal;
}

function line(label: string, text: string): string {
  return `  ${label.padEnd(10)} ${text}`;
}

if (isCommand(import.meta)) {
  // npm changes to the folder of the package; paths were typed where npm was called.
  const { exitCode, text } = await verifyLedger(process.argv.slice(2), process.env["INIT_CWD"] ?? process.cwd());
  (exitCode === 2 ? console.error : console.log)(text);
  process.exitCode = exitCode;
}
