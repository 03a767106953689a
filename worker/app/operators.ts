import { problem } from "../contract/problems.ts";
import { err, ok } from "../core/result.ts";
import { checkText } from "../core/text.ts";
import type { Answer, Caller, OperatorUseCases } from "./app.ts";
import type { Authorities } from "./authority.ts";
import type { Directory } from "./directory.ts";
import { readLedger } from "./ledger-view.ts";
import type { GroupBuyResource } from "../contract/group-buy.ts";
import { answer, sender, wholeIn } from "./send.ts";

/** G5: what people look at before it is published, where a deployment wants that. */
export function createOperatorUseCases(authorities: Authorities, directory: Directory): OperatorUseCases {
  const send = sender(authorities);

  async function decide(
    caller: Caller,
    id: string,
    type: "approve" | "reject",
    words: string,
  ): Answer<GroupBuyResource> {
    const reason = checkText(words, { graphemesMaximum: 500, bytesMaximum: 2_000, multiline: true });
    if (!reason.ok) return err(problem(reason.error));
    return answer(send(caller, id, { type, reason: reason.value }, null), wholeIn);
  }

  return {
    approve: (caller, id, reason) => decide(caller, id, "approve", reason),
    reject: (caller, id, reason) => decide(caller, id, "reject", reason),
    ledger: async (_caller, source) => ok(await readLedger(directory, source)),
  };
}
