/** All that checking a receipt takes, as one piece that comes when somebody asks for it. */
import { wallMs } from "../clock/monotonic.ts";
import { verifyEd25519 } from "./ed25519.ts";
import { filesOf } from "./receipt-files.ts";
import { verifyReceipt, type Line } from "./receipt-lines.ts";
import { siteKeys, type SiteKeys } from "./site-keys.ts";

export interface Verified {
  readonly lines: readonly Line[];
  readonly keys: SiteKeys;
}

export async function verifyHere(receipt: { readonly id: string; readonly groupBuyId: string }): Promise<Verified> {
  const [keys, files] = await Promise.all([
    siteKeys({ fetch: (...args) => fetch(...args), rows: localStorage, nowMs: wallMs }),
    filesOf(receipt, (...args) => fetch(...args)),
  ]);
  return { lines: await verifyReceipt(files, keys.ring, verifyEd25519), keys };
}
