/** What people keep of a public log: the whole of it in one file, and the count (docs/verify.md). */
import type { CertificateFile } from "../../contract/public-log.ts";
import type { Refusal } from "../../core/group-buy/state/refusal.ts";
import { assert, ok, type Result } from "../../core/result.ts";
import { CERTIFICATE_FORMAT, FILE_VERSION, LOG_FORMAT } from "../../core/verify/exhibit.ts";
import type { LogFile } from "../app.ts";
import type { Authority } from "../authority.ts";

type Reading = Pick<Authority, "logHead" | "leaves">;

/** So many leaves are asked for at a time: a third of a megabyte. */
const LEAVES_A_PART = 500;

/** The log up to its signed head; what is added meanwhile is not in it. A leaf a line, so that line tools can read it. */
export async function logFileOf(authority: Reading, groupBuyId: string): Promise<Result<LogFile, Refusal>> {
  const head = await authority.logHead();
  if (!head.ok) return head;
  const { treeSize: size, checkpoint } = head.value;
  const facts = { format: LOG_FORMAT, version: FILE_VERSION, groupBuyId, checkpoint };
  return ok({ size, parts: partsOf(authority, JSON.stringify(facts).slice(0, -1), size) });
}

/** Breaks off where the authority does not answer: a file that is cut is no JSON, and nobody takes it for whole. */
async function* partsOf(authority: Reading, facts: string, size: number): AsyncGenerator<string, void> {
  yield `${facts},"leaves":[`;
  for (let seq = 0; seq < size;) {
    const found = await authority.leaves(seq, Math.min(LEAVES_A_PART, size - seq));
    assert(found.ok && found.value.items.length > 0, "a log has as many leaves as its head says");
    const lines = found.value.items.map(({ leaf }) => `\n${JSON.stringify(leaf)}`);
    yield `${seq === 0 ? "" : ","}${lines.join(",")}`;
    seq += lines.length;
  }
  yield "\n]}\n";
}

/** The entry of the count with its receipt and its proof; not found before the count. */
export async function certificateOf(
  authority: Pick<Authority, "countSeq" | "receipt" | "logProof">,
  groupBuyId: string,
): Promise<Result<CertificateFile, Refusal>> {
  const seq = await authority.countSeq();
  if (!seq.ok) return seq;
  const receipt = await authority.receipt(seq.value);
  if (!receipt.ok) return receipt;
  const proof = await authority.logProof(seq.value);
  if (!proof.ok) return proof;
  const [format, version] = [CERTIFICATE_FORMAT, FILE_VERSION] as const;
  return ok({ format, version, groupBuyId, receipt: receipt.value, proof: proof.value.proof });
}
