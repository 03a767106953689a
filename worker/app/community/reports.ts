import type { Report } from "../../contract/community.ts";
import { fieldProblem, problem } from "../../contract/problems.ts";
import { REPORT_LIMITS, REPORT_TEXT } from "../../core/community/reports.ts";
import { parseTypeId } from "../../core/id.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { Caller, ReportUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import type { Clock } from "../clock.ts";
import type { QuestionStore, ReportStore, StoredReport } from "./store.ts";
import type { Ids } from "../ids.ts";
import { limitReachedAt } from "../limits/limit-reached.ts";
import type { ReviewStore } from "./review-store.ts";
import { checkWords, seenInPublic } from "./questions.ts";

export interface ReportDependencies {
  readonly authorities: Authorities;
  readonly questions: QuestionStore;
  readonly reviews: ReviewStore;
  readonly reports: ReportStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** C5: anybody may point operators to a group-buy, a question or a review, once each. Nothing follows from it by itself (G6). */
export function createReportUseCases(deps: ReportDependencies): ReportUseCases {
  const { authorities, questions, reviews, reports, clock, ids } = deps;

  /** Whose group-buy it is about, and whether the caller said it themselves; null where there is no such thing. */
  async function findThing(caller: Caller, about: string) {
    if (parseTypeId(about, "gb").ok) return { groupBuyId: about, isOwn: false };
    if (parseTypeId(about, "rev").ok) {
      const review = await reviews.review(about);
      if (review?.hidden !== null) return null;
      return { groupBuyId: review.groupBuyId, isOwn: review.authorId === caller.personId };
    }
    const question = parseTypeId(about, "qst").ok ? await questions.question(about) : null;
    if (question?.hidden !== null) return null; // Gone, or taken out of sight already.
    return { groupBuyId: question.groupBuyId, isOwn: question.askerId === caller.personId };
  }

  return {
    async add(caller, { about, reason, text = "", commandId }) {
      const words = checkWords(text, REPORT_TEXT);
      if (!words.ok) return words;
      if (reason === "other" && words.value === "") return err(fieldProblem("text-empty", "/text", "Say what it is."));
      const thing = await findThing(caller, about);
      if (thing === null) return err(problem("not-found"));
      const groupBuy = await seenInPublic(authorities, thing.groupBuyId, caller);
      if (!groupBuy.ok) return groupBuy;
      const isInitiator = groupBuy.value.me?.membership?.isInitiator === true;
      if (thing.isOwn || (about === thing.groupBuyId && isInitiator)) return err(problem("conflict-of-interest"));
      const nowMs = clock.nowMs();
      const report = await reports.add(
        {
          id: ids.next("rep"),
          commandId,
          aboutId: about,
          groupBuyId: thing.groupBuyId,
          reporterId: caller.personId,
          reason,
          words: words.value,
          reportedAtMs: nowMs,
        },
        { sinceMs: nowMs - REPORT_LIMITS.windowMs, inAllMaximum: REPORT_LIMITS.inAllMaximum },
      );
      if (report === null) {
        const atMs = await reports.reportedBy(caller.personId, nowMs - REPORT_LIMITS.windowMs);
        return err(limitReachedAt("reports", nowMs, atMs));
      }
      return report.commandId === commandId ? ok(presentReport(report)) : err(problem("already-reported"));
    },
  };
}

/** Who reported is nobody's business, operators' neither. */
export function presentReport({ id, aboutId, reason, words, reportedAtMs }: StoredReport): Report {
  return { id, about: aboutId, reason, text: words, at: formatInstant(reportedAtMs) };
}
