import type { ReportCase } from "../../contract/community.ts";
import { problem, type Problem } from "../../contract/problems.ts";
import { HIDING_TEXT } from "../../core/community/questions.ts";
import { parseTypeId } from "../../core/id.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { viewerOf } from "../actor.ts";
import type { Answer, Caller, ModerationUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import type { Clock } from "../clock.ts";
import type { HiddenMark, QuestionStore, ReportStore, StoredReport } from "./store.ts";
import { checkWords, presentQuestion } from "./questions.ts";
import { presentReview } from "./reviews.ts";
import type { ReviewStore } from "./review-store.ts";
import { presentReport } from "./reports.ts";

export interface ModerationDependencies {
  readonly authorities: Authorities;
  readonly questions: QuestionStore;
  readonly reviews: ReviewStore;
  readonly reports: ReportStore;
  readonly clock: Clock;
}

/** What is looked at in one go; what is older waits longest and comes first. */
const OPEN_MAXIMUM = 200;

/** What operators do about what people say: take it out of sight, with a reason that everybody reads in its place. */
export function createModerationUseCases(deps: ModerationDependencies): ModerationUseCases {
  const { authorities, questions, reviews, reports, clock } = deps;

  /** Who buys or sells in a group-buy does not judge what is said about it. */
  async function isParty(caller: Caller, groupBuyId: string): Promise<boolean> {
    const seen = await authorities.of(groupBuyId).caseFile({ ...viewerOf(caller), isOperator: true });
    return !seen.ok || seen.value.isParty;
  }

  function markOf(caller: Caller, reason: string): Result<HiddenMark, Problem> {
    const words = checkWords(reason, HIDING_TEXT, "/reason");
    return words.ok ? ok({ atMs: clock.nowMs(), by: caller.personId, reason: words.value }) : words;
  }

  async function caseOf(caller: Caller, about: string, open: readonly StoredReport[]): Promise<ReportCase[]> {
    const groupBuyId = open[0]?.groupBuyId ?? about;
    const [seen, said] = await Promise.all([
      authorities.of(groupBuyId).view(viewerOf(caller)),
      isReview(about) ? reviews.review(about) : about === groupBuyId ? null : questions.question(about),
    ]);
    if (!seen.ok) return [];
    return [
      {
        about,
        kind: about === groupBuyId ? "group-buy" : isReview(about) ? "review" : "question",
        groupBuy: { id: groupBuyId, title: seen.value.title },
        text: said?.text ?? null,
        isHidden: said?.hidden !== null && said?.hidden !== undefined,
        reports: open.map(presentReport),
      },
    ];
  }

  /** One decision answers everybody who reported the same thing. */
  async function decide(
    caller: Caller,
    reportId: string,
    reason: string,
    decision: "dismissed" | "upheld",
  ): Answer<{ decided: number }> {
    const mark = markOf(caller, reason);
    if (!mark.ok) return mark;
    const report = await reports.report(reportId);
    if (report === null) return err(problem("not-found"));
    if (report.reporterId === caller.personId || (await isParty(caller, report.groupBuyId)))
      return err(problem("conflict-of-interest"));
    // What is hidden twice stays hidden once; what was decided meanwhile is not decided again.
    if (decision === "upheld" && report.aboutId !== report.groupBuyId)
      await (isReview(report.aboutId) ? reviews : questions).hide(report.aboutId, mark.value);
    const decided = await reports.decide(report.aboutId, { decision, ...mark.value });
    return decided === 0 ? err(problem("state-conflict")) : ok({ decided });
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

    async hideReview(caller, id, reason) {
      const mark = markOf(caller, reason);
      if (!mark.ok) return mark;
      const review = await reviews.review(id);
      if (review === null) return err(problem("not-found"));
      if (review.authorId === caller.personId || (await isParty(caller, review.groupBuyId)))
        return err(problem("conflict-of-interest"));
      const hidden = await reviews.hide(id, mark.value);
      return hidden === null ? err(problem("not-found")) : ok(presentReview(hidden, caller));
    },

    async cases(caller) {
      const byThing = Map.groupBy(await reports.open(OPEN_MAXIMUM), ({ aboutId }) => aboutId);
      const cases = await Promise.all([...byThing].map(([about, open]) => caseOf(caller, about, open)));
      return ok(cases.flat());
    },

    dismiss: (caller, reportId, reason) => decide(caller, reportId, reason, "dismissed"),
    uphold: (caller, reportId, reason) => decide(caller, reportId, reason, "upheld"),
  };
}

function isReview(about: string): boolean {
  return parseTypeId(about, "rev").ok;
}
