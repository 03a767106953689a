import { beforeEach, describe, expect, test } from "vitest";
import type { Authorities } from "../../worker/app/authority.ts";
import type { Caller } from "../../worker/app/app.ts";
import { actorOf } from "../../worker/app/actor.ts";
import { createModerationUseCases } from "../../worker/app/community/moderation.ts";
import { createQuestionUseCases } from "../../worker/app/community/questions.ts";
import { createReportUseCases } from "../../worker/app/community/reports.ts";
import { createCursorCodec } from "../../worker/adapters/cursors.ts";
import type { GroupBuyResource } from "../../worker/contract/group-buy.ts";
import type { ReportReason } from "../../worker/core/community/reports.ts";
import { mayBeAsked, QUESTION_LIMITS } from "../../worker/core/community/questions.ts";
import { GROUP_BUY_STATES, isBeforePublication } from "../../worker/core/group-buy/state/states.ts";
import { err, ok } from "../../worker/core/result.ts";
import { createMemoryQuestions, createMemoryReports } from "../support/community-memory.ts";
import { questionStoreContract, reportStoreContract } from "../support/community-contract.ts";
import { createMemoryReviews } from "../support/review-memory.ts";
import { createPeopleKit, slugOf, valueOf } from "../support/people-kit.ts";
import { fixtures } from "../../web/lib/fixtures/group-buys.ts";

questionStoreContract("memory", async () => {
  const questions = createMemoryQuestions();
  return { questions, know: async () => undefined, told: async () => questions.told };
});

reportStoreContract("memory", async () => createMemoryReports());

const GB = "gb_01jd8n2k5fe8rrqs0v7x3a1b2f";
const [open] = fixtures(Date.UTC(2026, 10, 27)).filter(({ name }) => name === "open");

/** The authority's part is what it shows of itself; who may see it is decided there, and here by `isPublic`. */
async function stageOf(state: GroupBuyResource["state"] = "open", isPublic = true) {
  const kit = createPeopleKit();
  const { ids } = kit.dependencies;
  const callerOf = async (name: string, role: "buyer" | "merchant" | "operator" = "buyer"): Promise<Caller> =>
    valueOf(await kit.people.callerOfKey(valueOf(await kit.sandbox().actor({ role, name })).token));
  const ana = await callerOf("Ana");
  const members = new Set([ana.personId]);
  const sellers = new Set<string>();
  if (open === undefined) throw new Error("the fixtures have an open group-buy");
  const groupBuy = {
    ...open.groupBuy,
    id: GB,
    state,
    initiator: { pseudonym: actorOf(ana, GB).pseudonym, name: "Ana" },
  };
  const authorities = {
    of: () => ({
      view: async ({ personId }: { personId: string | null }) => {
        const isMember = personId !== null && members.has(personId);
        if (!isPublic && personId !== ana.personId) return err({ code: "not-found" } as const);
        const membership = { isInitiator: personId === ana.personId };
        return ok({ ...groupBuy, ...(isMember ? { me: { legs: [], ledger: [], membership } } : {}) });
      },
      caseFile: async ({ personId, isOperator }: { personId: string; isOperator: boolean }) =>
        isOperator
          ? ok({ isParty: members.has(personId) || sellers.has(personId) })
          : err({ code: "not-found" } as const),
    }),
  } as unknown as Authorities; // The use cases of talking only look.
  const store = createMemoryQuestions(() => ana.personId);
  const cursors = createCursorCodec(new Uint8Array(32).fill(3));
  const reportStore = createMemoryReports();
  const reviews = createMemoryReviews();
  const dependencies = { authorities, questions: store, reviews, reports: reportStore, cursors, clock: kit.clock, ids };
  const questions = createQuestionUseCases(dependencies);
  const moderation = createModerationUseCases(dependencies);
  const reports = createReportUseCases(dependencies);
  let commands = 0;
  const ask = (caller: Caller, text = "Is it vegan?", commandId = `c${++commands}`) =>
    questions.ask(caller, GB, { text, commandId });
  const answer = (caller: Caller, id: string, text = "Yes.", commandId = `c${++commands}`) =>
    questions.answer(caller, GB, id, { text, commandId });
  const report = (
    caller: Caller,
    about: string,
    reason: ReportReason = "spam",
    text = "",
    commandId = `c${++commands}`,
  ) => reports.add(caller, { about, reason, text, commandId });
  return { kit, store, questions, moderation, report, callerOf, ana, members, sellers, ask, answer };
}

describe("C4: questions and answers", () => {
  let stage: Awaited<ReturnType<typeof stageOf>>;
  let bo: Caller;
  beforeEach(async () => {
    stage = await stageOf();
    bo = await stage.callerOf("Bo");
  });

  test("a question stands under the pseudonym of this group-buy, and never under a name", async () => {
    const asked = valueOf(await stage.ask(bo, "  Is it vegan?\r\nReally?  "));
    expect(asked).toMatchObject({ text: "Is it vegan?\nReally?", by: { isMerchant: false, isMe: true }, answers: [] });
    expect(asked.by.pseudonym).toBe(actorOf(bo, GB).pseudonym);
    const seen = valueOf(await stage.questions.list(GB, null, {}));
    expect(seen.items[0]?.by.isMe).toBe(false);
    expect(JSON.stringify(seen)).not.toContain(bo.personId);
    expect(JSON.stringify(seen)).not.toContain('"Bo"');
  });

  test("a merchant may ask too, and is shown as one", async () => {
    expect(valueOf(await stage.ask(await stage.callerOf("Mia", "merchant"))).by.isMerchant).toBe(true);
  });

  test("the initiator does not ask, nobody but the initiator answers", async () => {
    expect(slugOf(await stage.ask(stage.ana))).toBe("conflict-of-interest");
    const { id } = valueOf(await stage.ask(bo));
    expect(slugOf(await stage.answer(bo, id))).toBe("forbidden");
    expect(slugOf(await stage.answer(await stage.callerOf("Mia", "merchant"), id))).toBe("forbidden");
    expect(slugOf(await stage.answer(await stage.callerOf("Olga", "operator"), id))).toBe("forbidden");
    expect(valueOf(await stage.answer(stage.ana, id)).answers).toEqual([
      { id: expect.stringMatching(/^ans_/), text: "Yes.", at: expect.any(String) },
    ]);
    expect(stage.store.told).toEqual([
      { personId: stage.ana.personId, kind: "question_asked" },
      { personId: bo.personId, kind: "question_answered" },
    ]);
  });

  test("what is not published is nothing to ask about, for its initiator neither", async () => {
    const draft = await stageOf("draft", false);
    const nosy = await draft.callerOf("Nosy");
    for (const caller of [nosy, draft.ana]) {
      expect(slugOf(await draft.ask(caller))).toBe("not-found");
      expect(slugOf(await draft.answer(caller, "qst_1"))).toBe("not-found");
      expect(slugOf(await draft.questions.list(GB, caller, {}))).toBe("not-found");
    }
  });

  test.each(GROUP_BUY_STATES.map((state) => [state, mayBeAsked(state)] as const))("%s: %s", async (state, may) => {
    const then = await stageOf(state);
    const refused = isBeforePublication(state) ? "not-found" : "state-conflict";
    const isTaken = may && !isBeforePublication(state);
    expect(slugOf(await then.ask(await then.callerOf("Bo")))).toBe(isTaken ? "ok" : refused);
  });

  test.each([
    ["", "text-empty /text"],
    ["\u200b \u2060", "text-empty /text"],
    ["x".repeat(501), "text-too-long /text"],
    ["a\u0000b", "text-control-character /text"],
    ["a\u202eb", "text-bidi-control /text"],
  ])("words that hide or overrun are refused: %j", async (text, slug) => {
    expect(slugOf(await stage.ask(bo, text))).toBe(slug);
  });

  test("so many a day here, and the next day again", async () => {
    for (let n = 0; n < QUESTION_LIMITS.hereMaximum; n += 1)
      expect(slugOf(await stage.ask(bo, `Question ${n}`))).toBe("ok");
    expect(slugOf(await stage.ask(bo, "One more"))).toBe("limit-reached");
    stage.kit.clock.advance(QUESTION_LIMITS.windowMs);
    expect(slugOf(await stage.ask(bo, "One more"))).toBe("ok");
  });

  test("E1: the same command is one question; other words under it are refused", async () => {
    const first = valueOf(await stage.ask(bo, "Once?", "same"));
    expect(valueOf(await stage.ask(bo, "Once?", "same"))).toEqual(first);
    expect(slugOf(await stage.ask(bo, "Twice?", "same"))).toBe("idempotency-key-reused");
    expect(await stage.questions.count(GB)).toBe(1);
  });

  test("operators hide with a reason that stands in its place; answers go with it", async () => {
    const { id } = valueOf(await stage.ask(bo, "Call me: 555"));
    await stage.answer(stage.ana, id);
    const olga = await stage.callerOf("Olga", "operator");
    expect(slugOf(await stage.moderation.hideQuestion(olga, id, " "))).toBe("text-empty /reason");
    expect(slugOf(await stage.moderation.hideQuestion(olga, "qst_nothing", "Why"))).toBe("not-found");
    const hidden = valueOf(await stage.moderation.hideQuestion(olga, id, "A phone number."));
    expect(hidden).toMatchObject({ text: null, answers: [], hidden: { reason: "A phone number." } });
    expect(JSON.stringify(valueOf(await stage.questions.list(GB, bo, {})))).not.toContain("555");
    expect(slugOf(await stage.answer(stage.ana, id))).toBe("state-conflict");
    expect(await stage.questions.count(GB)).toBe(0);
  });

  test("an operator who asked, or has a place here, hides nothing here", async () => {
    const olga = await stage.callerOf("Olga", "operator");
    const own = valueOf(await stage.ask(olga));
    const other = valueOf(await stage.ask(bo));
    expect(slugOf(await stage.moderation.hideQuestion(olga, own.id, "Mine"))).toBe("conflict-of-interest");
    stage.members.add(olga.personId);
    expect(slugOf(await stage.moderation.hideQuestion(olga, other.id, "Why"))).toBe("conflict-of-interest");
  });

  test("an operator who has offered here hides nothing here, and decides no report about it", async () => {
    const omar = await stage.callerOf("Omar", "operator");
    const { id } = valueOf(await stage.ask(bo, "Is the other merchant any better?"));
    const report = valueOf(await stage.report(await stage.callerOf("Cy"), id));
    stage.sellers.add(omar.personId);
    expect(slugOf(await stage.moderation.hideQuestion(omar, id, "Why"))).toBe("conflict-of-interest");
    expect(slugOf(await stage.moderation.uphold(omar, report.id, "Why"))).toBe("conflict-of-interest");
    expect(slugOf(await stage.moderation.dismiss(omar, report.id, "Why"))).toBe("conflict-of-interest");
    expect(valueOf(await stage.questions.list(GB, null, {})).items[0]?.hidden).toBeUndefined();
  });

  test("a question of another group-buy is not answered here, and a cursor of another list is refused", async () => {
    await stage.store.ask(
      { ...(await rowOf(stage, bo)), id: "qst_elsewhere", groupBuyId: "gb_elsewhere", commandId: "elsewhere" },
      { sinceMs: 0, hereMaximum: 9, inAllMaximum: 9 },
    );
    expect(slugOf(await stage.answer(stage.ana, "qst_elsewhere"))).toBe("not-found");
    expect(slugOf(await stage.questions.list(GB, null, { cursor: "abc" }))).toBe("cursor-invalid");
  });
});

describe("C5: reports", () => {
  let stage: Awaited<ReturnType<typeof stageOf>>;
  let bo: Caller;
  let questionId: string;
  beforeEach(async () => {
    stage = await stageOf();
    bo = await stage.callerOf("Bo");
    questionId = valueOf(await stage.ask(await stage.callerOf("Cy"), "Buy my pills")).id;
  });

  test("one report a person and thing; the same command is the same report", async () => {
    const first = valueOf(await stage.report(bo, questionId, "spam", "Pills", "same"));
    expect(first).toEqual({
      id: expect.stringMatching(/^rep_/),
      about: questionId,
      reason: "spam",
      text: "Pills",
      at: expect.any(String),
    });
    expect(valueOf(await stage.report(bo, questionId, "spam", "Pills", "same"))).toEqual(first);
    expect(slugOf(await stage.report(bo, questionId))).toBe("already-reported");
    expect(slugOf(await stage.report(bo, GB, "fraud"))).toBe("ok");
  });

  test("what is not there, or not public, is nothing to report; nor is one's own", async () => {
    for (const about of ["qst_nothing", "usr_somebody", "", "qst_01jd0000000000000000000001"])
      expect(slugOf(await stage.report(bo, about)), about).toBe("not-found");
    const draft = await stageOf("draft", false);
    expect(slugOf(await draft.report(await draft.callerOf("Nosy"), GB))).toBe("not-found");
    expect(slugOf(await stage.report(stage.ana, GB))).toBe("conflict-of-interest");
    const own = valueOf(await stage.ask(bo, "Mine"));
    expect(slugOf(await stage.report(bo, own.id))).toBe("conflict-of-interest");
  });

  test("something else is said in words", async () => {
    expect(slugOf(await stage.report(bo, GB, "other"))).toBe("text-empty /text");
    expect(slugOf(await stage.report(bo, GB, "other", "x".repeat(501)))).toBe("text-too-long /text");
  });

  test("G6: however many report, nothing is suspended or hidden by it; operators see the words and not who wrote them", async () => {
    for (const name of ["Di", "Ed", "Flo"]) await stage.report(await stage.callerOf(name), GB, "fraud", `By ${name}`);
    await stage.report(bo, questionId, "spam");
    const olga = await stage.callerOf("Olga", "operator");
    const cases = valueOf(await stage.moderation.cases(olga));
    expect(cases.map(({ kind, text, isHidden, reports }) => [kind, text, isHidden, reports.length])).toEqual([
      ["group-buy", null, false, 3],
      ["question", "Buy my pills", false, 1],
    ]);
    expect(JSON.stringify(cases)).not.toMatch(/usr_/);
    expect(await stage.questions.count(GB)).toBe(1);
  });

  test("upheld: the question is hidden with the reason, and all reports of it are answered", async () => {
    const { id } = valueOf(await stage.report(bo, questionId));
    await stage.report(await stage.callerOf("Di"), questionId);
    const olga = await stage.callerOf("Olga", "operator");
    expect(valueOf(await stage.moderation.uphold(olga, id, "Advertising."))).toEqual({ decided: 2 });
    expect(valueOf(await stage.questions.list(GB, null, {})).items[0]).toMatchObject({
      text: null,
      hidden: { reason: "Advertising." },
    });
    expect(slugOf(await stage.moderation.dismiss(olga, id, "No."))).toBe("state-conflict");
    expect(valueOf(await stage.moderation.cases(olga))).toEqual([]);
    expect(slugOf(await stage.report(await stage.callerOf("Ed"), questionId))).toBe("not-found");
  });

  test("dismissed: it stays as it is; a reporter and a party do not decide", async () => {
    const { id } = valueOf(await stage.report(bo, questionId));
    const olga = await stage.callerOf("Olga", "operator");
    const oda = await stage.callerOf("Oda", "operator");
    const mine = valueOf(await stage.report(olga, GB));
    stage.members.add(oda.personId);
    expect(slugOf(await stage.moderation.dismiss(olga, mine.id, "Why"))).toBe("conflict-of-interest");
    expect(slugOf(await stage.moderation.uphold(oda, id, "Why"))).toBe("conflict-of-interest");
    expect(slugOf(await stage.moderation.dismiss(olga, id, ""))).toBe("text-empty /reason");
    expect(valueOf(await stage.moderation.dismiss(olga, id, "Not advertising."))).toEqual({ decided: 1 });
    expect(await stage.questions.count(GB)).toBe(1);
    expect(slugOf(await stage.moderation.dismiss(olga, "rep_nothing", "Why"))).toBe("not-found");
  });
});

async function rowOf(stage: Awaited<ReturnType<typeof stageOf>>, caller: Caller) {
  const { id } = valueOf(await stage.ask(caller));
  const row = await stage.store.question(id);
  if (row === null) throw new Error("it was just asked");
  const { answers: _, hidden: __, ...rest } = row;
  return { ...rest, commandId: "", subject: { groupBuyId: GB, title: "", currency: "EUR" } };
}
