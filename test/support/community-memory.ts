import type {
  HiddenMark,
  NewAnswer,
  QuestionStore,
  ReportStore,
  StoredQuestion,
  StoredReport,
} from "../../worker/app/community/store.ts";

/** Who was told what, in order: the notices that a store writes beside its rows. */
export interface Told {
  readonly personId: string;
  readonly kind: string;
}

/** Questions in memory, one after another like a database that runs one statement at a time. */
export function createMemoryQuestions(
  initiatorOf: (groupBuyId: string) => string = () => "usr_initiator",
): QuestionStore & { readonly told: Told[] } {
  const byId = new Map<string, StoredQuestion>();
  const byCommand = new Map<string, string>();
  const answersOfCommand = new Map<string, NewAnswer>();
  const told: Told[] = [];
  const newestFirst = () => [...byId.values()].sort((a, b) => b.askedAtMs - a.askedAtMs || (a.id < b.id ? 1 : -1));

  return {
    told,
    askedBy: async (asker, sinceMs) =>
      [...byId.values()].flatMap(({ askerId, askedAtMs, groupBuyId }) =>
        askerId === asker && askedAtMs > sinceMs ? [{ atMs: askedAtMs, groupBuyId }] : [],
      ),
    question: async (id) => byId.get(id) ?? null,

    async ask({ commandId, subject: _, ...question }, { sinceMs, hereMaximum, inAllMaximum }) {
      const known = byCommand.get(commandId);
      if (known !== undefined) return byId.get(known) ?? null;
      const recent = [...byId.values()].filter(
        ({ askerId, askedAtMs }) => askerId === question.askerId && askedAtMs > sinceMs,
      );
      const here = recent.filter(({ groupBuyId }) => groupBuyId === question.groupBuyId);
      if (recent.length >= inAllMaximum || here.length >= hereMaximum) return null;
      const stored: StoredQuestion = { ...question, answers: [], hidden: null };
      byId.set(stored.id, stored);
      byCommand.set(commandId, stored.id);
      told.push({ personId: initiatorOf(question.groupBuyId), kind: "question_asked" });
      return stored;
    },

    async answer(answer, maximum) {
      const question = byId.get(answersOfCommand.get(answer.commandId)?.question.id ?? answer.question.id);
      if (question === undefined || answersOfCommand.has(answer.commandId)) return question ?? null;
      if (question.answers.length >= maximum) return null;
      const { id, text, answeredAtMs } = answer;
      const answered = { ...question, answers: [...question.answers, { id, text, atMs: answeredAtMs }] };
      byId.set(question.id, answered);
      answersOfCommand.set(answer.commandId, answer);
      told.push({ personId: question.askerId, kind: "question_answered" });
      return answered;
    },

    async of(groupBuyId, limit, after) {
      const [atMs, id] = after?.values ?? [];
      if (after !== undefined && (typeof atMs !== "number" || typeof id !== "string")) return null;
      const rows = newestFirst().filter(
        (row) =>
          row.groupBuyId === groupBuyId &&
          (after === undefined ||
            row.askedAtMs < Number(atMs) ||
            (row.askedAtMs === Number(atMs) && row.id < String(id))),
      );
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      const next = last !== undefined && rows.length > limit ? { values: [last.askedAtMs, last.id] } : null;
      return { items, next };
    },

    count: async (groupBuyId) =>
      [...byId.values()].filter((row) => row.groupBuyId === groupBuyId && row.hidden === null).length,

    async hide(id: string, mark: HiddenMark) {
      const question = byId.get(id);
      if (question === undefined) return null;
      const hidden = { ...question, hidden: question.hidden ?? mark };
      byId.set(id, hidden);
      return hidden;
    },
  };
}

/** Reports in memory. */
export function createMemoryReports(): ReportStore {
  const rows: StoredReport[] = [];
  return {
    async add(report, { sinceMs, inAllMaximum }) {
      const mine = rows.filter(({ reporterId }) => reporterId === report.reporterId);
      const known = mine.find(({ aboutId }) => aboutId === report.aboutId);
      if (known !== undefined) return known;
      if (mine.filter(({ reportedAtMs }) => reportedAtMs > sinceMs).length >= inAllMaximum) return null;
      const stored: StoredReport = { ...report, decision: null };
      rows.push(stored);
      return stored;
    },
    reportedBy: async (reporter, sinceMs) =>
      rows.flatMap(({ reporterId, reportedAtMs }) =>
        reporterId === reporter && reportedAtMs > sinceMs ? [reportedAtMs] : [],
      ),
    report: async (id) => rows.find((row) => row.id === id) ?? null,
    open: async (limit) =>
      rows
        .filter(({ decision }) => decision === null)
        .sort((a, b) => a.reportedAtMs - b.reportedAtMs || (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    async decide(aboutId, { decision }) {
      let decided = 0;
      rows.forEach((row, index) => {
        if (row.aboutId !== aboutId || row.decision !== null) return;
        rows[index] = { ...row, decision };
        decided += 1;
      });
      return decided;
    },
  };
}
