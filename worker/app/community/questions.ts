import type { Question } from "../../contract/community.ts";
import type { GroupBuyResource } from "../../contract/group-buy.ts";
import { fieldProblem, problem, type Problem } from "../../contract/problems.ts";
import {
  ANSWER_TEXT,
  ANSWERS_PER_QUESTION_MAXIMUM,
  mayBeAsked,
  QUESTION_LIMITS,
  QUESTION_TEXT,
} from "../../core/community/questions.ts";
import type { NoticeSubject } from "../../core/group-buy/notice-facts.ts";
import { isBeforePublication } from "../../core/group-buy/state/states.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { checkText, type TextLimits } from "../../core/text.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { actorOf, viewerOf } from "../actor.ts";
import type { Caller, QuestionUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import type { Clock } from "../clock.ts";
import type { HiddenMark, QuestionStore, StoredQuestion } from "./store.ts";
import type { CursorCodec } from "../cursors.ts";
import { pageOf } from "../group-buys/group-buys.ts";
import type { Ids } from "../ids.ts";
import { limitReached, limitReachedAt } from "../limits/limit-reached.ts";
import { refusalProblem } from "../group-buys/refusal-problem.ts";

export interface QuestionDependencies {
  readonly authorities: Authorities;
  readonly questions: QuestionStore;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  readonly ids: Ids;
}

const PAGE_DEFAULT = 20;

/** C4: anybody may ask about what is published, and its initiator answers. What is said decides nothing. */
export function createQuestionUseCases(deps: QuestionDependencies): QuestionUseCases {
  const { authorities, questions, cursors, clock, ids } = deps;

  /** Which of the two limits it was: everywhere first, since a question less here would not help. */
  async function enough({ personId }: Caller, groupBuyId: string, nowMs: number): Promise<Problem> {
    const asked = await questions.askedBy(personId, nowMs - QUESTION_LIMITS.windowMs);
    const isInAll = asked.length >= QUESTION_LIMITS.inAllMaximum;
    const counted = isInAll ? asked : asked.filter((one) => one.groupBuyId === groupBuyId);
    return limitReachedAt(
      isInAll ? "questions" : "questionsHere",
      nowMs,
      counted.map(({ atMs }) => atMs),
    );
  }

  return {
    async list(groupBuyId, caller, query) {
      const groupBuy = await seenInPublic(authorities, groupBuyId, caller);
      if (!groupBuy.ok) return groupBuy;
      const list = `questions:${groupBuyId}`;
      const after = query.cursor === undefined ? undefined : cursors.open(query.cursor, list);
      if (after === null) return err(problem("cursor-invalid"));
      const page = await questions.of(groupBuyId, query.limit ?? PAGE_DEFAULT, after);
      if (page === null) return err(problem("cursor-invalid"));
      const items = page.items.map((question) => presentQuestion(question, caller));
      return ok(pageOf({ items, next: page.next }, cursors, list));
    },

    count: (groupBuyId) => questions.count(groupBuyId),

    async ask(caller, groupBuyId, { text, commandId }) {
      const groupBuy = await seenInPublic(authorities, groupBuyId, caller);
      if (!groupBuy.ok) return groupBuy;
      const words = checkWords(text, QUESTION_TEXT);
      if (!words.ok) return words;
      if (isInitiator(groupBuy.value)) return err(problem("conflict-of-interest"));
      if (!mayBeAsked(groupBuy.value.state)) return err(problem("state-conflict"));
      const nowMs = clock.nowMs();
      const { windowMs, ...maxima } = QUESTION_LIMITS;
      const asked = await questions.ask(
        {
          id: ids.next("qst"),
          commandId,
          groupBuyId,
          subject: subjectOf(groupBuy.value),
          askerId: caller.personId,
          pseudonym: actorOf(caller, groupBuyId).pseudonym,
          isMerchant: caller.roles.includes("merchant"),
          text: words.value,
          askedAtMs: nowMs,
        },
        { sinceMs: nowMs - windowMs, ...maxima },
      );
      if (asked === null) return err(await enough(caller, groupBuyId, nowMs));
      if (asked.groupBuyId !== groupBuyId || asked.text !== words.value) return err(problem("idempotency-key-reused"));
      return ok(presentQuestion(asked, caller));
    },

    async answer(caller, groupBuyId, questionId, { text, commandId }) {
      const groupBuy = await seenInPublic(authorities, groupBuyId, caller);
      if (!groupBuy.ok) return groupBuy;
      if (!isInitiator(groupBuy.value)) return err(problem("forbidden"));
      const words = checkWords(text, ANSWER_TEXT);
      if (!words.ok) return words;
      const question = await questions.question(questionId);
      if (question?.groupBuyId !== groupBuyId) return err(problem("not-found"));
      if (question.hidden !== null) return err(problem("state-conflict"));
      const answered = await questions.answer(
        {
          id: ids.next("ans"),
          commandId,
          question,
          subject: subjectOf(groupBuy.value),
          text: words.value,
          answeredAtMs: clock.nowMs(),
        },
        ANSWERS_PER_QUESTION_MAXIMUM,
      );
      return answered === null ? err(limitReached("answers")) : ok(presentQuestion(answered, caller));
    },
  };
}

/** A published group-buy as the caller sees it; before that nobody learns of it by speaking about it (E6). */
export async function seenInPublic(
  authorities: Authorities,
  groupBuyId: string,
  caller: Caller | null,
): Promise<Result<GroupBuyResource, Problem>> {
  const seen = await authorities.of(groupBuyId).view(viewerOf(caller));
  if (!seen.ok) return err(refusalProblem(seen.error));
  return isBeforePublication(seen.value.state) ? err(problem("not-found")) : seen;
}

export function checkWords(text: string, limits: TextLimits, pointer = "/text"): Result<string, Problem> {
  const words = checkText(text, limits);
  return words.ok ? words : err(fieldProblem(words.error, pointer, problem(words.error).title));
}

export function presentHidden(hidden: HiddenMark | null) {
  return hidden === null ? {} : { hidden: { at: formatInstant(hidden.atMs), reason: hidden.reason } };
}

export function subjectOf({ id, title, currency }: GroupBuyResource): NoticeSubject {
  return { groupBuyId: id, title, currency };
}

function isInitiator({ me }: GroupBuyResource): boolean {
  return me?.membership?.isInitiator === true;
}

export function presentQuestion(question: StoredQuestion, caller: Caller | null): Question {
  const { id, groupBuyId, pseudonym, isMerchant, askerId, askedAtMs, text, answers, hidden } = question;
  return {
    id,
    groupBuyId,
    by: { pseudonym, isMerchant, isMe: caller?.personId === askerId },
    at: formatInstant(askedAtMs),
    text: hidden === null ? text : null,
    answers: hidden === null ? answers.map(({ id, text, atMs }) => ({ id, text, at: formatInstant(atMs) })) : [],
    ...presentHidden(hidden),
  };
}
