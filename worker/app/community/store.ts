import type { ReportReason } from "../../core/community/reports.ts";
import type { NoticeSubject } from "../../core/group-buy/notice-facts.ts";
import type { KeysetPage, Keyset } from "../directory.ts";

export interface HiddenMark {
  readonly atMs: number;
  readonly by: string;
  readonly reason: string;
}

export interface StoredAnswerText {
  readonly id: string;
  readonly text: string;
  readonly atMs: number;
}

export interface NewQuestion {
  readonly id: string;
  readonly commandId: string;
  readonly groupBuyId: string;
  /** What messages about it say of the group-buy. */
  readonly subject: NoticeSubject;
  readonly askerId: string;
  readonly pseudonym: string;
  readonly isMerchant: boolean;
  readonly text: string;
  readonly askedAtMs: number;
}

export interface StoredQuestion extends Omit<NewQuestion, "commandId" | "subject"> {
  /** Oldest first. */
  readonly answers: readonly StoredAnswerText[];
  readonly hidden: HiddenMark | null;
}

export interface NewAnswer {
  readonly id: string;
  readonly commandId: string;
  readonly question: StoredQuestion;
  readonly subject: NoticeSubject;
  readonly text: string;
  readonly answeredAtMs: number;
}

/** How much one person may have said since a moment. Counted in the statement that adds, so that it holds everywhere. */
export interface AskLimits {
  readonly sinceMs: number;
  readonly hereMaximum: number;
  readonly inAllMaximum: number;
}

export interface QuestionStore {
  /** Adds the question and tells the initiator, or finds the one that this command added; null: the person has asked enough. */
  ask(question: NewQuestion, limits: AskLimits): Promise<StoredQuestion | null>;
  /** Adds an answer and tells the asker, or finds what this command added; null: there are answers enough. */
  answer(answer: NewAnswer, maximum: number): Promise<StoredQuestion | null>;
  question(id: string): Promise<StoredQuestion | null>;
  /** When somebody asked since a moment, and where. */
  askedBy(askerId: string, sinceMs: number): Promise<readonly { readonly atMs: number; readonly groupBuyId: string }[]>;
  /** Newest first; null: the place is none of this list. */
  of(groupBuyId: string, limit: number, after?: Keyset): Promise<KeysetPage<StoredQuestion> | null>;
  /** Those that are not hidden. */
  count(groupBuyId: string): Promise<number>;
  /** Null when there is none. The first reason stays. */
  hide(id: string, mark: HiddenMark): Promise<StoredQuestion | null>;
}

export interface NewReport {
  readonly id: string;
  readonly commandId: string;
  readonly aboutId: string;
  readonly groupBuyId: string;
  readonly reporterId: string;
  readonly reason: ReportReason;
  readonly words: string;
  readonly reportedAtMs: number;
}

/** With the command that made it: a second report of the same person is told that there is one. */
export interface StoredReport extends NewReport {
  readonly decision: "dismissed" | "upheld" | null;
}

export interface ReportDecision {
  readonly decision: "dismissed" | "upheld";
  readonly by: string;
  readonly reason: string;
  readonly atMs: number;
}

export interface ReportStore {
  /** Adds the report, or finds the one that this person made of this thing; null: they have reported enough. */
  add(
    report: NewReport,
    limits: { readonly sinceMs: number; readonly inAllMaximum: number },
  ): Promise<StoredReport | null>;
  report(id: string): Promise<StoredReport | null>;
  /** When somebody reported since a moment. */
  reportedBy(reporterId: string, sinceMs: number): Promise<readonly number[]>;
  /** Oldest first. */
  open(limit: number): Promise<readonly StoredReport[]>;
  /** Decides everything that is open about a thing; answers how many reports that were. */
  decide(aboutId: string, decision: ReportDecision): Promise<number>;
}
