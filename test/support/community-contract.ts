import { beforeEach, describe, expect, test } from "vitest";
import type {
  AskLimits,
  NewAnswer,
  NewQuestion,
  NewReport,
  QuestionStore,
  ReportStore,
  StoredQuestion,
} from "../../worker/app/community/store.ts";
import type { Told } from "./community-memory.ts";

const NOW_MS = Date.UTC(2026, 11, 1);
const DAY_MS = 86_400_000;
const LIMITS: AskLimits = { sinceMs: NOW_MS - DAY_MS, hereMaximum: 3, inAllMaximum: 5 };
/** Whose group-buys both stores know as this person's. */
export const INITIATOR_ID = "usr_initiator";

let counter = 0;
const unique = () => String(++counter).padStart(6, "0");

export function aQuestion(changes: Partial<NewQuestion> = {}): NewQuestion {
  const n = unique();
  const groupBuyId = changes.groupBuyId ?? `gb_${n}`;
  return {
    id: `qst_${n}`,
    commandId: `ask-${n}`,
    groupBuyId,
    subject: { groupBuyId, title: "Öl", currency: "EUR" },
    askerId: `usr_${n}`,
    pseudonym: "amber-heron",
    isMerchant: false,
    text: "Is it vegan? <b>",
    askedAtMs: NOW_MS,
    ...changes,
  };
}

function anAnswer(question: StoredQuestion, changes: Partial<NewAnswer> = {}): NewAnswer {
  const n = unique();
  const subject = { groupBuyId: question.groupBuyId, title: "Öl", currency: "EUR" };
  return {
    id: `ans_${n}`,
    commandId: `answer-${n}`,
    question,
    subject,
    text: "Yes.",
    answeredAtMs: NOW_MS + 5,
    ...changes,
  };
}

export interface QuestionStage {
  readonly questions: QuestionStore;
  /** Makes a group-buy of `INITIATOR_ID` known. */
  readonly know: (groupBuyId: string) => Promise<void>;
  readonly told: () => Promise<readonly Told[]>;
}

/** What every store of questions must do, whatever it is made of. */
export function questionStoreContract(name: string, stageFor: () => Promise<QuestionStage>): void {
  describe(`${name}: questions`, () => {
    let stage: QuestionStage;
    let questions: QuestionStore;
    beforeEach(async () => {
      stage = await stageFor();
      ({ questions } = stage);
    });

    async function asked(changes: Partial<NewQuestion> = {}): Promise<StoredQuestion> {
      const question = aQuestion(changes);
      await stage.know(question.groupBuyId);
      const stored = await questions.ask(question, LIMITS);
      if (stored === null) throw new Error("a first question is taken");
      return stored;
    }

    test("C4: a question is kept as it was asked, and the initiator is told", async () => {
      const question = aQuestion({ isMerchant: true });
      await stage.know(question.groupBuyId);
      const { commandId: _c, subject: _s, ...kept } = question;
      expect(await questions.ask(question, LIMITS)).toEqual({ ...kept, answers: [], hidden: null });
      expect(await questions.question(question.id)).toEqual({ ...kept, answers: [], hidden: null });
      expect(await questions.question("qst_nothing")).toBeNull();
      expect(await stage.told()).toEqual([{ personId: INITIATOR_ID, kind: "question_asked" }]);
    });

    test("C4: the same command twice, and at once, is one question", async () => {
      const question = aQuestion();
      await stage.know(question.groupBuyId);
      const again = () => questions.ask({ ...question, id: `qst_${unique()}` }, LIMITS);
      const first = await questions.ask(question, LIMITS);
      const others = await Promise.all([again(), again()]);
      expect(others).toEqual([first, first]);
      expect(await questions.count(question.groupBuyId)).toBe(1);
      expect(await stage.told()).toHaveLength(1);
    });

    test("C4: a person asks so often here, and so often in all, also when everything comes at once", async () => {
      const askerId = `usr_${unique()}`;
      const here = `gb_${unique()}`;
      const ask = (groupBuyId: string, askedAtMs = NOW_MS) =>
        questions.ask(aQuestion({ groupBuyId, askerId, askedAtMs }), { ...LIMITS, sinceMs: askedAtMs - DAY_MS });
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask(here)));
      expect(answers.filter((stored) => stored !== null)).toHaveLength(3);
      const elsewhere = await Promise.all(Array.from({ length: 4 }, () => ask(`gb_${unique()}`)));
      expect(elsewhere.filter((stored) => stored !== null)).toHaveLength(2);
      expect(await asked({ groupBuyId: here })).not.toBeNull(); // Somebody else is not held back by it.
      expect(await ask(here, NOW_MS + DAY_MS)).not.toBeNull(); // Nor is a new day.
    });

    test("C4: a limit that was met is no question: nobody is told, and the command may come again", async () => {
      const question = aQuestion();
      await stage.know(question.groupBuyId);
      expect(await questions.ask(question, { ...LIMITS, hereMaximum: 0 })).toBeNull();
      expect(await stage.told()).toEqual([]);
      expect(await questions.ask(question, LIMITS)).toMatchObject({ id: question.id });
    });

    test("C4: answers come in order, each once; the asker is told of each", async () => {
      const question = await asked();
      const first = anAnswer(question);
      expect((await questions.answer(first, 2))?.answers).toEqual([{ id: first.id, text: "Yes.", atMs: NOW_MS + 5 }]);
      expect((await questions.answer({ ...first, id: "ans_again" }, 2))?.answers).toHaveLength(1);
      const more = await questions.answer(anAnswer(question, { text: "And more.", answeredAtMs: NOW_MS + 9 }), 2);
      expect(more?.answers.map(({ text }) => text)).toEqual(["Yes.", "And more."]);
      expect(await questions.answer(anAnswer(question), 2)).toBeNull();
      const { askerId } = question;
      const told = { personId: askerId, kind: "question_answered" };
      expect((await stage.told()).slice(1)).toEqual([told, told]);
    });

    test("C4: two answers at once do not pass the limit", async () => {
      const question = await asked();
      const answers = await Promise.all([1, 2, 3].map(() => questions.answer(anAnswer(question), 2)));
      expect(answers.filter((stored) => stored !== null)).toHaveLength(2);
    });

    test("C4: the list is newest first, in pages that lose and repeat nothing", async () => {
      const groupBuyId = `gb_${unique()}`;
      const all: string[] = [];
      for (const askedAtMs of [NOW_MS, NOW_MS, NOW_MS + 1, NOW_MS + 2, NOW_MS + 2]) {
        all.unshift((await asked({ groupBuyId, askedAtMs })).id);
      }
      const answered = await asked({ groupBuyId, askedAtMs: NOW_MS + 9 });
      await questions.answer(anAnswer(answered), 2);
      const first = await questions.of(groupBuyId, 4);
      expect(first?.items[0]?.answers).toHaveLength(1);
      const second = await questions.of(groupBuyId, 4, first?.next ?? undefined);
      expect([...(first?.items ?? []), ...(second?.items ?? [])].map(({ id }) => id)).toEqual([answered.id, ...all]);
      expect(second?.next).toBeNull();
      expect(await questions.of(groupBuyId, 4, { values: ["x"] })).toBeNull();
    });

    test("C4: what is hidden is not counted, and the first reason stays", async () => {
      const question = await asked();
      const mark = { atMs: NOW_MS + 3, by: "usr_operator", reason: "A phone number." };
      expect(await questions.hide(question.id, mark)).toMatchObject({ hidden: mark });
      expect(await questions.hide(question.id, { ...mark, reason: "Another." })).toMatchObject({ hidden: mark });
      expect(await questions.count(question.groupBuyId)).toBe(0);
      expect(await questions.hide("qst_nothing", mark)).toBeNull();
    });
  });
}

/** What every store of reports must do. */
export function reportStoreContract(name: string, storeFor: () => Promise<ReportStore>): void {
  describe(`${name}: reports`, () => {
    const day = { sinceMs: NOW_MS - DAY_MS, inAllMaximum: 3 };
    let reports: ReportStore;
    beforeEach(async () => {
      reports = await storeFor();
    });

    function aReport(changes: Partial<NewReport> = {}): NewReport {
      const n = unique();
      return {
        id: `rep_${n}`,
        commandId: `report-${n}`,
        aboutId: `qst_${n}`,
        groupBuyId: `gb_${n}`,
        reporterId: `usr_${n}`,
        reason: "spam",
        words: "",
        reportedAtMs: NOW_MS,
        ...changes,
      };
    }

    test("C5: one a person and thing, also when it is pressed twice at once; others may report it too", async () => {
      const report = aReport();
      const second = aReport({ aboutId: report.aboutId, reporterId: report.reporterId });
      const added = await Promise.all([reports.add(report, day), reports.add(second, day)]);
      expect(new Set(added.map((stored) => stored?.id)).size).toBe(1);
      expect(await reports.add(report, day)).toEqual(added[0]);
      expect(await reports.add(aReport({ aboutId: report.aboutId }), day)).toMatchObject({ decision: null });
      expect(await reports.open(10)).toHaveLength(2);
    });

    test("C5: so many a day, also at once", async () => {
      const reporterId = `usr_${unique()}`;
      const added = await Promise.all(Array.from({ length: 5 }, () => reports.add(aReport({ reporterId }), day)));
      expect(added.filter((stored) => stored !== null)).toHaveLength(3);
      const nextDay = { ...day, sinceMs: NOW_MS };
      expect(await reports.add(aReport({ reporterId, reportedAtMs: NOW_MS + DAY_MS }), nextDay)).not.toBeNull();
    });

    test("C5: a decision is about the thing, and is made once", async () => {
      const first = aReport();
      const second = aReport({ aboutId: first.aboutId, reportedAtMs: NOW_MS - 5 });
      const other = aReport();
      for (const report of [first, second, other]) await reports.add(report, day);
      expect((await reports.open(10)).map(({ id }) => id)).toEqual([second.id, first.id, other.id]);
      const decision = { decision: "dismissed", by: "usr_operator", reason: "Fine.", atMs: NOW_MS + 9 } as const;
      expect(await reports.decide(first.aboutId, decision)).toBe(2);
      expect(await reports.decide(first.aboutId, { ...decision, decision: "upheld" })).toBe(0);
      expect(await reports.report(second.id)).toMatchObject({ decision: "dismissed" });
      expect(await reports.report("rep_nothing")).toBeNull();
      expect((await reports.open(10)).map(({ id }) => id)).toEqual([other.id]);
    });
  });
}
