import { problem } from "../contract/problems.ts";
import { err, ok } from "../core/result.ts";
import { checkText } from "../core/text.ts";
import type { Answer, Caller, OperatorUseCases } from "./app.ts";
import type { Authorities } from "./authority.ts";
import type { Directory } from "./directory.ts";
import { readLedger } from "./ledger-view.ts";
import type { GroupBuyResource } from "../contract/group-buy.ts";
import type { PersonCommand } from "../core/group-buy/commands.ts";
import { answer, sender, wholeIn } from "./send.ts";

type OperatorCommand = Extract<PersonCommand, { type: "approve" | "reject" | "suspend" | "resume" | "call_off" }>;

/** What operators decide about a group-buy: its review (G5), its suspension (G6, G7), its end (G9). Always with a reason. */
export function createOperatorUseCases(authorities: Authorities, directory: Directory): OperatorUseCases {
  const send = sender(authorities);

  async function decide(
    caller: Caller,
    id: string,
    words: string,
    command: (reason: string) => OperatorCommand,
  ): Answer<GroupBuyResource> {
    const reason = checkText(words, { graphemesMaximum: 500, bytesMaximum: 2_000, multiline: true });
    if (!reason.ok) return err(problem(reason.error));
    return answer(send(caller, id, command(reason.value), null), wholeIn);
  }

  return {
    approve: (caller, id, words) => decide(caller, id, words, (reason) => ({ type: "approve", reason })),
    reject: (caller, id, words) => decide(caller, id, words, (reason) => ({ type: "reject", reason })),
    suspend: (caller, id, words) => decide(caller, id, words, (reason) => ({ type: "suspend", words: reason })),
    resume: (caller, id, words) => decide(caller, id, words, (reason) => ({ type: "resume", words: reason })),
    callOff: (caller, id, words) => decide(caller, id, words, (reason) => ({ type: "call_off", words: reason })),
    ledger: async (_caller, source) => ok(await readLedger(directory, source)),
  };
}
