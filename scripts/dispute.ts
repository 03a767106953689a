/**
 * `npm run dispute -- receipt.json client-log.json [--keys jwks.json]`: says in plain words what the authority stamped, what
 * the client could know of the time when it sent, and whether the two fit together. See docs/disputes.md.
 *
 * Ends with 0 where nothing contradicts, with 1 where something does, with 2 where a file is not what it should be.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { judgeDispute } from "../worker/core/dispute/dispute.ts";
import { BadFile, readClientLog, readKeys, readReceipt } from "./dispute/files.ts";
import { checkSignature } from "./dispute/signature.ts";
import { tellDispute } from "./dispute/words.ts";
import { isCommand } from "./tools.ts";

const USAGE = "usage: npm run dispute -- receipt.json client-log.json [--keys jwks.json]";

export interface Outcome {
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
}

/** @param args paths as they were typed, relative to `folder` */
export async function dispute(args: readonly string[], folder: string): Promise<Outcome> {
  try {
    const { receiptPath, logPath, keysPath } = readArguments(args);
    const at = (path: string) => ({ path: resolve(folder, path), name: path });
    const receipt = await readReceipt(at(receiptPath));
    const log = await readClientLog(at(logPath));
    const keys = keysPath === undefined ? null : await readKeys(at(keysPath));
    if (log.groupBuyId !== receipt.groupBuyId) {
      const about = log.groupBuyId === null ? "about no group-buy" : `about ${log.groupBuyId}`;
      throw new BadFile(logPath, `it is ${about}, and the receipt about ${receipt.groupBuyId}`);
    }
    const { check, kid } = await checkSignature(receipt.jws, keys);
    const judged = judgeDispute(receipt, log, check);
    return { exitCode: judged.contradictions.length === 0 ? 0 : 1, text: tellDispute(judged, { kid, log }) };
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
    const [receiptPath, logPath, ...more] = positionals;
    if (receiptPath === undefined || logPath === undefined || more.length > 0) throw new Error(USAGE);
    return { receiptPath, logPath, keysPath: values.keys };
  } catch (error) {
    throw new BadFile(null, error instanceof Error && error.message !== USAGE ? `${error.message}\n${USAGE}` : USAGE);
  }
}

if (isCommand(import.meta)) {
  // npm changes to the folder of the package; paths were typed where npm was called.
  const { exitCode, text } = await dispute(process.argv.slice(2), process.env["INIT_CWD"] ?? process.cwd());
  (exitCode === 2 ? console.error : console.log)(text);
  process.exitCode = exitCode;
}
