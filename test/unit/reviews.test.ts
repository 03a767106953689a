import { beforeEach, describe, expect, test } from "vitest";
import { actorOf } from "../../worker/app/actor.ts";
import type { Caller } from "../../worker/app/app.ts";
import type { Authorities } from "../../worker/app/authority.ts";
import { createModerationUseCases } from "../../worker/app/community/moderation.ts";
import { createReportUseCases } from "../../worker/app/community/reports.ts";
import { createReviewUseCases } from "../../worker/app/community/reviews.ts";
import { NO_DEEDS } from "../../worker/app/merchants/records.ts";
import { presentGroupBuy } from "../../worker/app/present/resource.ts";
import { createCursorCodec } from "../../worker/adapters/cursors.ts";
import { EDITS_MAXIMUM } from "../../worker/core/community/reviews.ts";
import { err, ok } from "../../worker/core/result.ts";
import { createMemoryQuestions, createMemoryReports } from "../support/community-memory.ts";
import { createPeopleKit, slugOf, valueOf } from "../support/people-kit.ts";
import { reviewStoreContract } from "../support/review-contract.ts";
import { createMemoryReviews } from "../support/review-memory.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { INITIATOR, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY } from "../support/group-buy-terms.ts";

reviewStoreContract("memory", async () => {
  const reviews = createMemoryReviews();
  return { reviews, told: async () => reviews.told };
});

const NAMES = [INITIATOR, "Ada", "Bob"];

/** Ines, Ada and Bob have paid Mia, whose offer was taken. */
function paid(): Stage {
  const stage = openStage().seat("Ada", { quantity: 6 }).seat("Bob", { quantity: 3 });
  stage.offer("Mia");
  stage.at(CLOSES).poke();
  for (const name of NAMES) stage.payBalance(name);
  return stage.answerAll();
}

function settled(deliver = (stage: Stage) => NAMES.forEach((name) => void stage.receive(name))): Stage {
  const stage = paid();
  for (const name of NAMES) stage.ship("Mia", name);
  deliver(stage);
  stage.answerAll().poke();
  return stage;
}

const reviewableIn = (stage: Stage, name: string, nowMs = stage.nowMs) =>
  presentGroupBuy(stage.groupBuy, { nowMs, epoch: "e" }, person(name).personId).me?.reviewable;

describe("C6: who may review whom", () => {
  test("whoever has their goods, the merchant of their award, for fourteen days after the settlement", () => {
    const stage = settled();
    expect(stage.groupBuy.state).toBe("settled");
    const untilMs = stage.groupBuy.effectiveAtMs + 14 * DAY;
    for (const name of NAMES)
      expect(reviewableIn(stage, name)).toEqual({
        merchantId: stage.offerOf("Mia").merchantId,
        merchantName: "Mia Ltd",
        until: new Date(untilMs).toISOString(),
      });
    expect(reviewableIn(stage, "Ada", untilMs - 1)).toBeDefined();
    expect(reviewableIn(stage, "Ada", untilMs)).toBeUndefined();
  });

  test("nobody before the end, and nobody who was not there", () => {
    const stage = paid();
    for (const name of NAMES) expect(reviewableIn(stage, name)).toBeUndefined();
    expect(reviewableIn(settled(), "Mia")).toBeUndefined();
    expect(reviewableIn(settled(), "Sam")).toBeUndefined();
  });

  test("whoever got everything back after a dispute", () => {
    const stage = settled((shipped) => {
      shipped.dispute("Ada", shipped.member("Ada").totalMinor ?? 0);
      shipped.answerDispute("Mia", "Ada", "accept");
      for (const name of [INITIATOR, "Bob"]) shipped.receive(name);
    });
    expect(stage.groupBuy.state).toBe("settled");
    expect(stage.member("Ada").state).toBe("refunded");
    expect(reviewableIn(stage, "Ada")).toBeDefined();
  });

  test("whoever got everything back after a breach, and nobody after any other failure", () => {
    const breached = paid();
    breached.declareBreach(true);
    expect(breached.groupBuy).toMatchObject({ state: "failed", reason: "merchant_breach" });
    for (const name of NAMES) expect(reviewableIn(breached, name), name).toBeDefined();
    const failed = openStage().seat("Ada", { quantity: 9 });
    failed.at(CLOSES).poke();
    expect(failed.groupBuy.state).toBe("failed");
    expect(reviewableIn(failed, "Ada")).toBeUndefined();
  });

  test("not whoever did not pay", () => {
    const stage = openStage().seat("Ada", { quantity: 9 }).seat("Bob", { quantity: 1 });
    stage.offer("Mia");
    stage.at(CLOSES).poke();
    for (const name of [INITIATOR, "Ada"]) stage.payBalance(name);
    stage.answerAll();
    stage.at(CLOSES + 4 * DAY).poke();
    for (const name of [INITIATOR, "Ada"]) {
      stage.ship("Mia", name);
      stage.receive(name);
    }
    stage.answerAll().poke();
    expect([stage.groupBuy.state, stage.member("Bob").state]).toEqual(["settled", "no_show"]);
    expect([reviewableIn(stage, "Ada") !== undefined, reviewableIn(stage, "Bob")]).toEqual([true, undefined]);
  });
});

describe("C6: reviews", () => {
  async function world(stage = settled()) {
    const kit = createPeopleKit();
    const { ids } = kit.dependencies;
    const callers = new Map<string, Caller>();
    const groupBuyId = stage.groupBuy.id;
    for (const [name, role] of [
      ["Ada", "buyer"],
      ["Bob", "buyer"],
      [INITIATOR, "buyer"],
      ["Sam", "buyer"],
      ["Mia", "merchant"],
      ["Nora", "merchant"],
      ["Olga", "operator"],
    ] as const) {
      const key = valueOf(await kit.sandbox().actor({ role, name })).token;
      callers.set(name, valueOf(await kit.people.callerOfKey(key)));
    }
    const by = (name: string): Caller => {
      const caller = callers.get(name);
      if (!caller) throw new Error(`${name} is not in the cast`);
      return name === "Mia" ? { ...caller, merchantId: stage.offerOf("Mia").merchantId } : caller;
    };
    const nameOf = (personId: string | null) =>
      [...callers].find(([, caller]) => caller.personId === personId)?.[0] ?? "Nobody";
    const authorities = {
      of: () => ({
        view: async ({ personId }: { personId: string | null }) =>
          ok(presentGroupBuy(stage.groupBuy, { nowMs: stage.nowMs, epoch: "e" }, person(nameOf(personId)).personId)),
        caseFile: async ({ personId, isOperator }: { personId: string; isOperator: boolean }) =>
          isOperator ? ok({ isParty: NAMES.includes(nameOf(personId)) }) : err({ code: "not-found" } as const),
      }),
    } as unknown as Authorities; // The use cases of talking only look.
    const reviews = createMemoryReviews(() => by("Mia").personId);
    const dependencies = {
      authorities,
      reviews,
      reports: createMemoryReports(),
      questions: createMemoryQuestions(),
      merchantOf: async (id: string) =>
        id === stage.offerOf("Mia").merchantId
          ? { name: "Mia Ltd", country: "DE", createdAtMs: Date.UTC(2026, 0, 5) }
          : null,
      records: { of: async () => ({ ...NO_DEEDS, settled: 7, declined: 1 }) },
      cursors: createCursorCodec(new Uint8Array(32).fill(3)),
      clock: kit.clock,
      ids,
    };
    return {
      stage,
      by,
      told: reviews.told,
      groupBuyId,
      merchantId: stage.offerOf("Mia").merchantId,
      reviews: createReviewUseCases(dependencies),
      reports: createReportUseCases(dependencies),
      moderation: createModerationUseCases(dependencies),
      write: (name: string, stars = 4, text = "As described.") =>
        createReviewUseCases(dependencies).write(by(name), groupBuyId, { stars, text }),
    };
  }
  let w: Awaited<ReturnType<typeof world>>;
  beforeEach(async () => {
    w = await world();
  });

  test("one a member, changed by writing it again, under the pseudonym of this group-buy", async () => {
    const written = valueOf(await w.write("Ada", 5, "  Warm.\r\n "));
    expect(written).toMatchObject({ stars: 5, text: "Warm.", by: { isMe: true }, merchantId: w.merchantId });
    expect(written.by.pseudonym).toBe(actorOf(w.by("Ada"), w.groupBuyId).pseudonym);
    expect(valueOf(await w.write("Ada", 2, ""))).toMatchObject({ id: written.id, stars: 2, text: "" });
    const seen = valueOf(await w.reviews.list(w.groupBuyId, null, {}));
    expect(seen.items).toHaveLength(1);
    expect(seen.items[0]).toMatchObject({ stars: 2, editedAt: expect.any(String), by: { isMe: false } });
    expect(JSON.stringify(seen)).not.toMatch(/usr_|"Ada"/);
    expect(w.told).toEqual([{ personId: w.by("Mia").personId, kind: "review_written" }]);
    expect(await w.reviews.mine(w.by("Ada"), [w.groupBuyId])).toHaveLength(1);
    expect(await w.reviews.mine(w.by("Bob"), [w.groupBuyId])).toEqual([]);
  });

  test("nobody without a seat that was dealt with, and nobody about themselves", async () => {
    expect(slugOf(await w.write("Sam"))).toBe("not-found");
    expect(slugOf(await w.write("Mia"))).toBe("not-found");
    const early = await world(paid());
    expect(slugOf(await early.write("Ada"))).toBe("state-conflict");
    const self = { ...w.by("Ada"), merchantId: w.merchantId };
    expect(slugOf(await w.reviews.write(self, w.groupBuyId, { stars: 5 }))).toBe("conflict-of-interest");
  });

  test("changeable to the last moment of the window, and no longer", async () => {
    await w.write("Ada", 5);
    const untilMs = w.stage.groupBuy.effectiveAtMs + 14 * DAY;
    w.stage.at(untilMs - 1);
    expect(slugOf(await w.write("Ada", 1))).toBe("ok");
    w.stage.at(untilMs);
    expect(slugOf(await w.write("Ada", 5))).toBe("state-conflict");
    expect(slugOf(await w.write("Bob", 5))).toBe("state-conflict");
    expect(valueOf(await w.reviews.list(w.groupBuyId, null, {})).items[0]?.stars).toBe(1);
  });

  test.each([
    [0, "", "stars-out-of-range /stars"],
    [6, "", "stars-out-of-range /stars"],
    [4, "x".repeat(1_001), "text-too-long /text"],
    [4, "a\u202eb", "text-bidi-control /text"],
  ])("%d stars and such words are refused", async (stars, text, slug) => {
    expect(slugOf(await w.write("Ada", stars, text))).toBe(slug);
    expect(slugOf(await w.write("Ada", 4, ""))).toBe("ok"); // Words may be left out.
  });

  test("it is changed so often and no oftener", async () => {
    for (let n = 0; n <= EDITS_MAXIMUM; n += 1) expect(slugOf(await w.write("Ada", 4, `Words ${n}`))).toBe("ok");
    expect(slugOf(await w.write("Ada", 4, "More words"))).toBe("limit-reached");
  });

  test("the merchant it is about answers, once; no other merchant learns that it can be answered", async () => {
    const { id } = valueOf(await w.write("Ada", 2));
    const reply = (name: string, text = "The next one is on its way.") =>
      w.reviews.reply(w.by(name), w.groupBuyId, id, { text });
    for (const name of ["Nora", "Sam", "Ada", "Olga"]) expect(slugOf(await reply(name)), name).toBe("not-found");
    expect(slugOf(await reply("Mia", " "))).toBe("text-empty /text");
    expect(valueOf(await reply("Mia")).reply?.text).toBe("The next one is on its way.");
    expect(slugOf(await reply("Mia"))).toBe("ok"); // The same words twice are said once.
    expect(slugOf(await reply("Mia", "Something else."))).toBe("state-conflict");
    expect(slugOf(await w.reviews.reply(w.by("Mia"), "gb_elsewhere", id, { text: "x" }))).toBe("not-found");
    expect(w.told.at(-1)).toEqual({ personId: w.by("Ada").personId, kind: "review_answered" });
  });

  test("the merchant in public: no average before the third", async () => {
    const average = async () => valueOf(await w.reviews.ofMerchant(w.merchantId, null, {})).merchant;
    expect(await average()).toEqual({
      id: w.merchantId,
      name: "Mia Ltd",
      country: "DE",
      rating: { count: 0, average: null },
      record: { settled: 7, breached: 0, declined: 1, since: "2026-01-05T00:00:00.000Z" },
    });
    await w.write("Ada", 5);
    await w.write("Bob", 4);
    expect((await average()).rating).toEqual({ count: 2, average: null });
    await w.write(INITIATOR, 4);
    expect((await average()).rating).toEqual({ count: 3, average: 4.3 });
    expect(slugOf(await w.reviews.ofMerchant("mer_nobody", null, {}))).toBe("not-found");
    expect(slugOf(await w.reviews.list(w.groupBuyId, null, { cursor: "abc" }))).toBe("cursor-invalid");
  });

  test("C5: reported once, not by its author; upheld it is hidden, and neither stars nor words nor answer are shown", async () => {
    const { id } = valueOf(await w.write("Ada", 1, "Call 555"));
    await w.reviews.reply(w.by("Mia"), w.groupBuyId, id, { text: "Mind your tongue." });
    const report = (name: string, commandId = name) =>
      w.reports.add(w.by(name), { about: id, reason: "personal", commandId });
    expect(slugOf(await report("Ada"))).toBe("conflict-of-interest");
    const { id: reportId } = valueOf(await report("Mia"));
    expect(slugOf(await report("Mia", "again"))).toBe("already-reported");
    expect(valueOf(await w.moderation.cases(w.by("Olga")))).toMatchObject([{ kind: "review", text: "Call 555" }]);
    expect(valueOf(await w.moderation.uphold(w.by("Olga"), reportId, "A number."))).toEqual({ decided: 1 });
    const seen = valueOf(await w.reviews.list(w.groupBuyId, null, {}));
    expect(seen.items[0]).toMatchObject({ stars: null, text: null, hidden: { reason: "A number." } });
    expect(JSON.stringify(seen)).not.toMatch(/555|tongue/);
    expect((await w.reviews.ratings([w.merchantId])).size).toBe(0);
    expect(slugOf(await w.write("Ada", 5, "Kind words"))).toBe("state-conflict");
    expect(slugOf(await report("Bob"))).toBe("not-found");
  });

  test("operators hide it at once too, unless they wrote it or take part here", async () => {
    const { id } = valueOf(await w.write("Ada"));
    const hide = (caller: Caller) => w.moderation.hideReview(caller, id, "Why");
    expect(slugOf(await hide(w.by("Ada")))).toBe("conflict-of-interest");
    expect(slugOf(await hide(w.by("Bob")))).toBe("conflict-of-interest");
    expect(slugOf(await w.moderation.hideReview(w.by("Olga"), "rev_nothing", "Why"))).toBe("not-found");
    expect(slugOf(await w.moderation.hideReview(w.by("Olga"), id, " "))).toBe("text-empty /reason");
    expect(valueOf(await hide(w.by("Olga"))).hidden?.reason).toBe("Why");
  });
});
