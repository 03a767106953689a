import { RECEIPT_TYP } from "../../../worker/core/log/receipt.ts";
import { readJwks } from "../../../worker/core/verify/keys.ts";
import { checkJws } from "../../../worker/core/verify/signatures.ts";
import type { Signed } from "./pinned-keys.ts";
import { verifyEd25519 } from "../verify/ed25519.ts";

const PATIENCE_MS = 10_000;

/** Whether a published receipt key has signed this receipt. Without the keys nobody can say. */
export async function checkReceipt(jws: string): Promise<Signed> {
  const response = await fetch("/.well-known/jwks.json", { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
    () => null,
  );
  const body: unknown = response?.ok === true ? await response.json().catch(() => null) : null;
  const keys = readJwks(body);
  if (!keys.ok) return "unknown";
  const { verdict } = await checkJws(jws, RECEIPT_TYP, keys.value.receipts, verifyEd25519);
  return verdict === "proven" ? "signed" : verdict === "wrong" ? "wrong" : "unknown";
}
