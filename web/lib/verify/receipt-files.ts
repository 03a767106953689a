import { UNCOUNTED, type Uncounted } from "../../../worker/core/group-buy/state/states.ts";
import { parseCheckpoint } from "../../../worker/core/log/checkpoint.ts";
import { parseNote } from "../../../worker/core/log/signed-note.ts";
import { readLeaf } from "../../../worker/core/verify/leaf.ts";
import { readExhibit } from "../../../worker/core/verify/read.ts";
import type { ReceiptFiles } from "./receipt-lines.ts";

const PATIENCE_MS = 10_000;

/** A receipt as it is shown, and all that the site hands out beside it. What cannot be had is left out; never throws. */
export async function filesOf(
  receipt: { readonly id: string; readonly groupBuyId: string },
  fetch: typeof globalThis.fetch,
): Promise<ReceiptFiles> {
  const get = (path: string) =>
    fetch(`/api/v1/${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  const textOf = async (answer: Response | null) => (answer?.ok === true ? answer.text().catch(() => null) : null);
  const groupBuy = `group-buys/${receipt.groupBuyId}`;
  const [ofProof, ofCertificate] = await Promise.all([
    get(`receipts/${receipt.id}/proof`),
    get(`${groupBuy}/certificate`),
  ]);
  const proof = await textOf(ofProof);
  const certificate = await textOf(ofCertificate);
  const [from, to] = [countedSize(certificate), headSize(proof)];
  const consistency =
    from === null || to === null || from > to
      ? null
      : await textOf(await get(`${groupBuy}/log-consistency?from=${from}&to=${to}`));
  return {
    receipt: JSON.stringify(receipt),
    proof,
    certificate,
    uncounted: await uncountedIn(ofCertificate),
    consistency,
  };
}

/** What the site says of why there is no count; null where it does not say. */
async function uncountedIn(answer: Response | null): Promise<Uncounted | null> {
  if (answer?.status !== 404) return null;
  const problem = (await answer.json().catch(() => null)) as { facts?: { missing?: unknown } } | null; // checked below
  const missing = problem?.facts?.missing;
  return UNCOUNTED.find((one) => one === missing) ?? null;
}

/** Of how many entries the tree was that was counted. */
function countedSize(certificate: string | null): number | null {
  const read = readExhibit(certificate ?? "");
  if (!read.ok || read.value.kind !== "certificate") return null;
  const leaf = readLeaf(read.value.certificate.receipt.leaf);
  const size = leaf.ok ? leaf.value.open["treeSize"] : null;
  return typeof size === "number" ? size : null;
}

function headSize(proof: string | null): number | null {
  const read = readExhibit(proof ?? "");
  if (!read.ok || read.value.kind !== "proof") return null;
  const note = parseNote(read.value.proof.checkpoint);
  return note === null ? null : (parseCheckpoint(note.text)?.size ?? null);
}
