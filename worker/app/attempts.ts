import type { AttemptReceipt } from "../contract/group-buy.ts";
import { hashCommand } from "../core/group-buy/authority.ts";
import { attemptStatement, type AttemptOutcome } from "../core/log/attempt.ts";
import type { AuthorityRequest } from "./authority.ts";
import type { ReceiptSigner } from "./receipt-signer.ts";

/** Signs with the key of receipts under a `typ` of its own (`ATTEMPT_TYP`). */
export type AttemptSigner = Pick<ReceiptSigner, "sign">;

/** How the sending of a command ended where it got no judgement. */
export interface AttemptEnd {
  readonly code: string;
  readonly outcome: AttemptOutcome;
  /** The stamp, where the authority itself turned it away. */
  readonly recvMs: number | null;
}

/** T6: whoever pressed and was not judged has that in hand, by whoever turned them away. */
export async function signAttempt(
  signer: AttemptSigner,
  groupBuyId: string,
  { command, actor, commandId, evidence }: AuthorityRequest,
  { code, outcome, recvMs }: AttemptEnd,
): Promise<AttemptReceipt> {
  const { edgeAtMs: edgeMs = null, client: said } = evidence ?? {};
  const client = said ? { atMs: said.sentAtMs, boundMs: said.boundMs } : null;
  const commandHash = hashCommand(command, commandId, actor);
  const statement = attemptStatement({
    groupBuyId,
    command: command.type,
    commandHash,
    actor: actor.pseudonym,
    problem: code,
    outcome,
    recvMs,
    edgeMs,
    client,
  });
  const jws = await signer.sign(statement);
  return { groupBuyId, command: command.type, commandHash, code, outcome, recvMs, edgeMs, client, statement, jws };
}
