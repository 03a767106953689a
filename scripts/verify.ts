/**
 * `npm run verify -- FILE… [--keys FILE]… [--host HOST] [--offline]`: checks receipts, proofs, heads, counts and whole logs
 * without the server that made them, one line a check. See docs/verify.md.
 *
 * Ends with 0 where all is proven, with 1 where something is wrong (the first thing is named), with 2 where a file is not
 * what it should be or something stays open.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { KeyHistory } from "../worker/core/keys/history.ts";
import { verdictOf } from "../worker/core/verify/check.ts";
import { rerun } from "../worker/core/rerun/rerun.ts";
import type { Exhibit } from "../worker/core/verify/exhibit.ts";
import { joinRings, NO_KEYS, type KeyRing } from "../worker/core/verify/keys.ts";
import { verifyExhibits } from "../worker/core/verify/verify.ts";
import { trustHistory } from "../worker/core/verify/trust.ts";
import { BadFile, type FileName } from "./dispute/files.ts";
import { isCommand } from "./tools.ts";
import { verifyEd25519 } from "./verify/ed25519.ts";
import { fetchKeys, readExhibitFile, readKeyFile } from "./verify/files.ts";
import { tellWays } from "./verify/key-words.ts";
import { tellChecks, tellVerdict, type Told } from "./verify/words.ts";

const USAGE = "usage: npm run verify -- FILE… [--keys FILE]… [--host HOST] [--offline]";

export interface Outcome {
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
}

/** @param args paths as they were typed, relative to `folder` */
export async function verify(args: readonly string[], folder: string): Promise<Outcome> {
  try {
    const { paths, keyPaths, host } = readArguments(args);
    const at = (name: string) => ({ path: resolve(folder, name), name });
    const { keys, lines: keyLines } = await keysOf(keyPaths.map(at), host);

    const files: Told[] = [];
    const exhibits: Exhibit[] = [];
    const unreadable: string[] = [];
    for (const path of paths) {
      const exhibit = await readExhibitFile(at(path)).catch(badFileIn);
      if (exhibit instanceof BadFile) unreadable.push(exhibit.message);
      else {
        files.push({ name: path, kind: exhibit.kind });
        exhibits.push(exhibit);
      }
    }
    const checks = await verifyExhibits(exhibits, { keys, verify: verifyEd25519, rerun });
    const verdict = verdictOf(checks);
    const exitCode = verdict === "wrong" ? 1 : verdict === "proven" && unreadable.length === 0 ? 0 : 2;
    const lines = [
      ...keyLines,
      ...tellChecks(files, checks),
      ...unreadable,
      "",
      ...(exhibits.length === 0 ? [] : [tellVerdict(files, checks)]),
      ...(unreadable.length === 0 ? [] : [`Of ${paths.length} files, ${unreadable.length} could not be used.`]),
      ...(checks.some(({ why }) => why === "no-key") ? HOW_TO_GET_KEYS : []),
      ...(checks.some(({ why }) => why === "key-unknown") ? HOW_TO_GET_LATER_KEYS : []),
    ];
    return { exitCode, text: lines.join("\n") };
  } catch (error) {
    if (error instanceof BadFile) return { exitCode: 2, text: error.message };
    throw error;
  }
}

/** The lists that were named, and what they vouch for of the histories that were named. */
async function keysOf(files: readonly FileName[], host: string | null) {
  const rings: KeyRing[] = [NO_KEYS];
  const histories: { readonly name: string; readonly history: KeyHistory }[] = [];
  for (const file of files) {
    const { keys, history } = await readKeyFile(file);
    if (history === undefined) rings.push(keys);
    else histories.push({ name: file.name, history });
  }
  if (host !== null) rings.push(await fetchKeys(host));
  const pinned = joinRings(rings);
  const lines: string[] = [];
  const believed: KeyRing[] = [];
  for (const { name, history } of histories) {
    const { ring, ways } = await trustHistory(pinned, history, { nowMs: Date.now(), verify: verifyEd25519 });
    believed.push(ring);
    lines.push(...tellWays(name, ways));
  }
  return { keys: joinRings([...believed, pinned]), lines };
}

/** Of the host that whoever checks trusts: what a file says of itself is not to be asked. */
const HOW_TO_GET_KEYS = [
  "",
  "Keys come from the host that you trust, not from one that a file names. Take them once, keep them, and give both:",
  "  curl -O https://HOST/.well-known/jwks.json",
  "  curl -O https://HOST/.well-known/onebell-log-keys.txt",
  "  npm run verify -- FILE… --keys jwks.json --keys onebell-log-keys.txt",
  "or let this command ask that host: npm run verify -- FILE… --host HOST",
];

/** What leads on from a key need not be trusted: it is checked. */
const HOW_TO_GET_LATER_KEYS = [
  "",
  "Where keys were changed since you took yours, give what leads on from them besides, from wherever it comes:",
  "  curl -O https://HOST/.well-known/onebell-keys.json",
  "  npm run verify -- FILE… --keys YOURS --keys onebell-keys.json",
];

function badFileIn(error: unknown): BadFile {
  if (error instanceof BadFile) return error;
  throw error;
}

function readArguments(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        keys: { type: "string", multiple: true, default: [] },
        host: { type: "string" },
        offline: { type: "boolean", default: false },
      },
    });
    if (positionals.length === 0) throw new Error(USAGE);
    if (values.offline && values.host !== undefined) throw new Error("--host asks a host, and --offline asks none");
    return { paths: positionals, keyPaths: values.keys, host: values.host ?? null };
  } catch (error) {
    throw new BadFile(null, error instanceof Error && error.message !== USAGE ? `${error.message}\n${USAGE}` : USAGE);
  }
}

if (isCommand(import.meta)) {
  // npm changes to the folder of the package; paths were typed where npm was called.
  const { exitCode, text } = await verify(process.argv.slice(2), process.env["INIT_CWD"] ?? process.cwd());
  (exitCode === 2 ? console.error : console.log)(text);
  process.exitCode = exitCode;
}
