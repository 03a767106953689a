import { fieldProblem } from "../../contract/problems.ts";
import { parseInstant } from "../../core/time/instant.ts";
import { err, ok } from "../../core/result.ts";
import type { PersonCommand } from "../../core/group-buy/commands.ts";
import type { GroupBuyResource } from "../../contract/group-buy.ts";
import type { Answer, Caller, OperatorMailUseCases, OperatorUseCases } from "../app.ts";
import { createDeliveryDecisions } from "./deliveries.ts";
import { readLedger } from "./ledger-view.ts";
import { createOperatorDesk, type OperatorDependencies } from "./group-buys.ts";
import { createOperatorPeople, type OperatorPeopleDependencies } from "./people.ts";
import { reasonIn } from "./rules.ts";
import { answer, sender, wholeIn } from "../group-buys/send.ts";

type OperatorCommand = Extract<
  PersonCommand,
  { type: "approve" | "reject" | "suspend" | "resume" | "call_off" | "extend" | "remove_member" }
>;

/** The console: what operators decide about a group-buy (G5, G6, G7, G9), always with a reason, and all they look at. */
export function createOperatorUseCases(
  deps: OperatorDependencies & OperatorPeopleDependencies,
): Omit<OperatorUseCases, keyof OperatorMailUseCases> {
  const { authorities, directory } = deps;
  const send = sender(authorities);

  async function decide(
    caller: Caller,
    id: string,
    words: string,
    command: (reason: string) => OperatorCommand,
  ): Answer<GroupBuyResource> {
    const reason = reasonIn(words);
    if (!reason.ok) return reason;
    const decided = await answer(send(caller, id, command(reason.value), null), wholeIn);
    if (decided.ok) await authorities.of(id).drained(); // So that the lists and the audit know it at once.
    return decided;
  }

  return {
    approve: (caller, id, words) => decide(caller, id, words, (reason) => ({ type: "approve", reason })),
    reject: (caller, id, words) => decide(caller, id, words, (reason) => ({ type: "reject", reason })),
    suspend: (caller, id, words) => decide(caller, id, words, (reason) => ({ type: "suspend", words: reason })),
    resume: (caller, id, words) => decide(caller, id, words, (reason) => ({ type: "resume", words: reason })),
    callOff: (caller, id, words) => decide(caller, id, words, (reason) => ({ type: "call_off", words: reason })),
    async extend(caller, id, { closesAt, reason }) {
      const parsed = parseInstant(closesAt);
      if (!parsed.ok)
        return err(fieldProblem(parsed.error, "/closesAt", "An RFC 3339 timestamp with a zone is needed."));
      return decide(caller, id, reason, (words) => ({ type: "extend", closesAtMs: parsed.value, words }));
    },
    remove: (caller, id, { seq, reason }) =>
      decide(caller, id, reason, (words) => ({ type: "remove_member", seq, words })),
    ledger: async (_caller, source) => ok(await readLedger(directory, source)),
    ...createDeliveryDecisions(deps),
    ...createOperatorDesk(deps),
    ...createOperatorPeople(deps),
  };
}
