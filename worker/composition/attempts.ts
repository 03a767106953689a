import { createReceiptSigner } from "../adapters/receipt-signer.ts";
import type { AttemptSigner } from "../app/attempts.ts";
import { ATTEMPT_TYP } from "../core/log/attempt.ts";
import type { Config } from "../env.ts";

/** The key is read when somebody is turned away for the first time: most isolates never do that. */
export function attemptSignerOf({ receiptSigningKey }: Config): AttemptSigner {
  let signer: ReturnType<typeof createReceiptSigner> | null = null;
  return {
    sign: async (statement) =>
      (await (signer ??= createReceiptSigner(receiptSigningKey, [], ATTEMPT_TYP))).sign(statement),
  };
}
