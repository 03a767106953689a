import { problem, type Problem } from "../contract/problems.ts";
import { HIDING_TEXT } from "../core/community/questions.ts";
import { err, ok, type Result } from "../core/result.ts";
import { viewerOf } from "./actor.ts";
import type { Caller, ModerationUseCases } from "./app.ts";
import type { Authorities } from "./authority.ts";
import type { Clock } from "./clock.ts";
import type { HiddenMark, QuestionStore } from "./community-store.ts";
import { checkWords, presentQuestion } from "./questions.ts";

export interface ModerationDependencies {
  readonly authorities: Authorities;
  readonly questions: QuestionStore;
  readonly clock: Clock;
}

/** What operators do about what people say: take it out of sight, with a reason that everybody reads in its place. */
export function createModerationUseCases(deps: ModerationDependencies): ModerationUseCases {
  const { authorities, questions, clock } = deps;

  /** Who takes part in a group-buy does not judge what is said about it. */
  async function isParty(caller: Caller, groupBuyId: string): Promise<boolean> {
    const seen = await authorities.of(groupBuyId).view(viewerOf(caller));
    return seen.ok && seen.value.me !== undefined;
  }

  function markOf(caller: Caller, reason: string): Result<HiddenMark, Problem> {
    const words = checkWords(reason, HIDING_TEXT, "/reason");
    return words.ok ? ok({ atMs: clock.nowMs(), by: caller.personId, reason: words.value }) : words;
  }

  return {
    async hideQuestion(caller, id, reason) {
      const mark = markOf(caller, reason);
      if (!mark.ok) return mark;
      const question = await questions.question(id);
      if (question === null) return err(problem("not-found"));
      if (question.askerId === caller.personId || (await isParty(caller, question.groupBuyId)))
        return err(problem("conflict-of-interest"));
      const hidden = await questions.hide(id, mark.value);
      return hidden === null ? err(problem("not-found")) : ok(presentQuestion(hidden, caller));
    },
  };
}
