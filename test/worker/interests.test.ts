/** Standing interests in the Worker's runtime: each demand finds each interest once, whatever breaks and whoever drives it. */
import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { createD1Mailbox } from "../../worker/adapters/catalogue/mailbox.ts";
import { createD1MailRecords } from "../../worker/adapters/catalogue/mail-records.ts";
import { createD1Notices } from "../../worker/adapters/catalogue/notices.ts";
import { createD1PersonalStore } from "../../worker/adapters/catalogue/personal-store.ts";
import { createD1Projection } from "../../worker/adapters/catalogue/projection.ts";
import { createD1ArrivalQueue } from "../../worker/adapters/interests/arrival-queue.ts";
import { createD1FilingRecords } from "../../worker/adapters/interests/filing-records.ts";
import { createD1IndexedDemands, createD1KeyFrequencies } from "../../worker/adapters/interests/indexed-demands.ts";
import { createD1InterestPreviews } from "../../worker/adapters/interests/interest-previews.ts";
import { createD1InterestStore } from "../../worker/adapters/interests/interest-store.ts";
import { createD1TellingRecords } from "../../worker/adapters/interests/telling-records.ts";
import type { ArrivalQueue } from "../../worker/app/interests/arrivals.ts";
import {
  createVerifier,
  findMatches,
  listFinds,
  matchArrivals,
  packPostings,
} from "../../worker/app/interests/matching.ts";
import { fileWords } from "../../worker/app/interests/refiling.ts";
import type { TellingRecords } from "../../worker/app/interests/telling.ts";
import { createNoticeDelivery } from "../../worker/app/notices/delivery.ts";
import type { CatalogueEntry } from "../../worker/app/projection.ts";
import type { GroupBuyCard } from "../../worker/contract/group-buy.ts";
import { type InterestFilters, NO_FILTERS } from "../../worker/core/interests/match.ts";
import { readWish, UNMET } from "../../worker/core/interests/wish.ts";
import { ANALYSER_VERSION } from "../../worker/core/matching/analyse.ts";
import { serveInterests } from "../../worker/jobs/interests.ts";
import { batch, entry, groupBuyId } from "../support/catalogue-entry.ts";
import { createCountingIds, createHandClock, silentLog } from "../support/edge-doubles.ts";
import { createMemoryPost } from "../support/mail-memory.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Date.parse("2026-11-20T12:00:30Z"); // Half a minute after the demands of catalogue-entry.ts were published.
const CLOSES_AT = "2026-12-01T12:00:00.000Z";

let clock = createHandClock(NOW);
let faults: unknown[] = [];
const store = createD1InterestStore(env.CATALOGUE);
const queue = createD1ArrivalQueue(env.CATALOGUE);
const demands = createD1IndexedDemands(env.SEARCH);
const frequencies = createD1KeyFrequencies(env.SEARCH);
const records = createD1FilingRecords(env.CATALOGUE);
const tellings = createD1TellingRecords(env.CATALOGUE);
const projection = createD1Projection(env.CATALOGUE, env.SEARCH);

beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.CATALOGUE, env.TEST_MIGRATIONS_CATALOGUE);
  await applyD1Migrations(env.SEARCH, env.TEST_MIGRATIONS_SEARCH);
  clock = createHandClock(NOW);
  faults = [];
});

const mailbox = () => createD1Mailbox(env.CATALOGUE, clock, createCountingIds(clock));

function minute(changes: { readonly queue?: ArrivalQueue; readonly tellings?: TellingRecords } = {}): Promise<void> {
  const post = createMemoryPost(mailbox(), clock, { records: createD1MailRecords(env.CATALOGUE) }).post;
  const delivery = createNoticeDelivery({
    queue: createD1Notices(env.CATALOGUE),
    post,
    clock,
    origin: "https://onebell.example",
    muteUrlOf: () => null,
    failed: (error) => faults.push(error),
  });
  const deps = { queue, demands, records, frequencies, tellings, delivery, log: silentLog, ...changes };
  return serveInterests(deps, clock.nowMs());
}

async function addMerchant(name: string, state = "verified"): Promise<void> {
  await env.CATALOGUE.batch([
    env.CATALOGUE.prepare(
      `INSERT INTO merchants (id, name, country, registration, state, created_at_ms) VALUES (?1, ?2, 'DE', '1', ?3, 0)`,
    ).bind(`mer_${name}`, name, state),
    env.CATALOGUE.prepare(
      `INSERT INTO people (id, version, email, name, locale, zone, is_operator, merchant_id, pseudonym_key, created_at_ms)
       VALUES (?1, 1, ?2, ?1, 'en', 'UTC', 0, ?3, ?1, 0)`,
    ).bind(`usr_${name}`, `${name}@example.org`, `mer_${name}`),
  ]);
}

let added = 0;
async function wait(name: string, words: string, filters: Partial<InterestFilters> = {}): Promise<string> {
  const filed = await fileWords(words, frequencies);
  if (!filed.ok) throw new Error(filed.error);
  const id = `int_${(added += 1)}`;
  await store.add(
    {
      id,
      commandId: id,
      merchantId: `mer_${name}`,
      personId: `usr_${name}`,
      name: words === "" ? "By filters" : words,
      words,
      filters: { ...NO_FILTERS, ...filters },
      createdAtMs: clock.nowMs(),
    },
    filed.value,
    1_000,
  );
  return id;
}

/** A demand comes into sight. */
async function publish(
  number: number,
  card: Partial<GroupBuyCard> = {},
  rest: Partial<CatalogueEntry> = {},
): Promise<string> {
  const id = groupBuyId(number);
  const shown = entry({ id, closesAt: CLOSES_AT, ...card }, rest);
  await projection.apply(batch(0, 1, { groupBuyId: id, entry: shown }));
  return id;
}

const subjectsOf = async (name: string): Promise<string[]> =>
  (await mailbox().messages(`${name}@example.org`)).map(({ subject }) => subject).toReversed();

async function matches(): Promise<string[]> {
  const { results } = await env.CATALOGUE.prepare(
    `SELECT i.id || ' ' || substr(m.group_buy_id, -2) || ' ' || m.state AS line
     FROM interest_matches AS m JOIN interests AS i ON i.n = m.interest
     UNION ALL
     SELECT i.id || ' ' || substr(f.group_buy_id, -2) || ' found'
     FROM interest_finds AS f, json_each(f.found) AS one JOIN interests AS i ON i.n = one.value ->> 0
     ORDER BY 1`,
  ).all<{ line: string }>();
  return results.map(({ line }) => line);
}

describe("a demand that is published", () => {
  test("finds the merchants who wait for it, and says why", async () => {
    await addMerchant("mia");
    await addMerchant("noa");
    await wait("mia", "laptops", { categories: ["electronics"], countries: ["US"] });
    await wait("noa", "headphones");
    await publish(1);
    await minute();
    expect(await subjectsOf("mia")).toEqual(["Somebody wants this: Refurbished 14-inch business laptops"]);
    expect(await subjectsOf("noa")).toEqual([]);
    const [mail] = await mailbox().messages("mia@example.org");
    expect(mail?.text).toContain("It fits your interest “laptops”: laptops.");
    expect(mail?.text).toContain(`https://onebell.example/merchant/demands/${groupBuyId(1)}`);
    expect(faults).toEqual([]);
  });

  test.each([
    ["Kühlschrank", "双门冰箱 300升", "zh-Hans"],
    ["Kühlschrank", "Fridge with freezer", "en"],
    ["Kühlschränke", "Nevera combi", "es"],
    ["冰箱", "Kühlschrank, 300 Liter", "de"],
    ["fridge", "冷蔵庫 300L", "ja"],
    ["fridge", "ثلاجة بابين", "ar"],
    ["Kinderwagen", "Cochecito de bebé", "es"],
  ])("finds who waits for %s by “%s” (%s)", async (words, title, language) => {
    await addMerchant("mia");
    const id = await wait("mia", words);
    await publish(1, { title, language });
    await publish(2, { title: "Wireless headphones" });
    await minute();
    expect(await matches()).toEqual([`${id} 01 told`]);
  });

  test("does so once, though it is driven twice, at once, and told of again", async () => {
    await addMerchant("mia");
    const id = await wait("mia", "laptops");
    await publish(1);
    await Promise.all([minute(), minute(), minute()]);
    await projection.apply(
      batch(1, 2, { groupBuyId: groupBuyId(1), entry: entry({ closesAt: CLOSES_AT, state: "suspended" }) }),
    );
    await projection.apply(batch(2, 3, { groupBuyId: groupBuyId(1), entry: entry({ closesAt: CLOSES_AT }) }));
    clock.advance(10 * MINUTE);
    await minute();
    expect(await matches()).toEqual([`${id} 01 told`]);
    expect(await subjectsOf("mia")).toHaveLength(1);
  });

  test("tells a person once, however many of their interests it fits", async () => {
    await addMerchant("mia");
    await wait("mia", "laptops");
    await wait("mia", "refurbished business laptops");
    await wait("mia", "", { categories: ["electronics"] });
    await publish(1);
    await minute();
    expect(await subjectsOf("mia")).toHaveLength(1);
    const [mail] = await mailbox().messages("mia@example.org");
    expect(mail?.text).toContain("“refurbished business laptops”");
    expect((await matches()).every((line) => line.endsWith("told"))).toBe(true);
  });

  test("is held against interests page by page, and goes on where it was cut off", async () => {
    await addMerchant("mia");
    for (let n = 0; n < 7; n += 1) await wait("mia", "laptops");
    await publish(1);
    let pages = 0;
    const dies: ArrivalQueue = {
      ...queue,
      async keep(...args) {
        pages += 1;
        if (pages === 3) throw new Error("the isolate is gone");
        await queue.keep(...args);
      },
    };
    await expect(matchArrivals({ queue: dies, demands, pageSize: 2 }, clock.nowMs())).rejects.toThrow("gone");
    expect(await matches()).toHaveLength(4);
    expect(await matchArrivals({ queue, demands, pageSize: 2 }, clock.nowMs())).toBe(0); // Still somebody's.

    clock.advance(6 * MINUTE);
    expect(await matchArrivals({ queue, demands, pageSize: 2 }, clock.nowMs())).toBe(3);
    expect(await matches()).toHaveLength(7);
  });

  test("is on the lists once it has been held against all, though pages of it are kept twice and by two", async () => {
    await addMerchant("mia");
    for (let n = 0; n < 5; n += 1) await wait("mia", "laptops");
    const id = await publish(1);
    const dies: ArrivalQueue = {
      ...queue,
      keep: async (...args) => {
        await queue.keep(...args);
        throw new Error("the isolate is gone");
      },
    };
    await expect(matchArrivals({ queue: dies, demands, pageSize: 2 }, clock.nowMs())).rejects.toThrow("gone");
    await listFinds(queue);
    expect((await matches()).map((line) => line.split(" ")[2])).toEqual(["found", "found"]);

    clock.advance(6 * MINUTE);
    await matchArrivals({ queue, demands, pageSize: 2 }, clock.nowMs());
    await Promise.all([listFinds(queue), listFinds(queue)]);
    expect((await matches()).map((line) => line.split(" ")[2])).toEqual(Array(5).fill("new"));
    await minute();
    // Somebody slower keeps what it had found all the same.
    const [first] = await env.CATALOGUE.prepare("SELECT n FROM interests ORDER BY n LIMIT 1")
      .all<{ n: number }>()
      .then(({ results }) => results);
    await queue.keep(id, [{ interest: first?.n ?? 0, score: 9 }], first?.n ?? 0, clock.nowMs());
    await minute();
    expect((await matches()).map((line) => line.split(" ")[2])).toEqual(Array(5).fill("told"));
    expect(await subjectsOf("mia")).toHaveLength(1);
  });

  test("finds nobody in place of an interest that was removed before it was listed", async () => {
    await addMerchant("mia");
    await addMerchant("noa");
    const gone = await wait("mia", "laptops");
    await publish(1);
    await matchArrivals({ queue, demands }, clock.nowMs());
    await store.remove(gone);
    await wait("noa", "headphones"); // Is never called by the number of another.
    await minute();
    expect(await matches()).toEqual([]);
    expect([...(await subjectsOf("mia")), ...(await subjectsOf("noa"))]).toEqual([]);
  });

  test("finds each interest once, whatever the size of a page and however many of its words it has", async () => {
    await addMerchant("mia");
    await addMerchant("noa", "suspended");
    for (const words of ["laptop", "business laptops", "business", "14 inch", "laptop", "refurbished"]) {
      await wait("mia", words);
      await wait("noa", words);
    }
    const [demand] = await demands.read([await publish(1)]);
    if (demand === undefined) throw new Error("it is in the index");
    const numbersOf = async (pageSize: number) => {
      const found: number[] = [];
      for await (const page of findMatches(queue, demand, 0, pageSize))
        found.push(...page.found.map((m) => m.interest));
      return found.toSorted((a, b) => a - b);
    };
    const own = await env.CATALOGUE.prepare("SELECT n FROM interests WHERE person_id = 'usr_mia' ORDER BY n").all<{
      n: number;
    }>();
    for (const pageSize of [1, 2, 3, 5, 6, 7, 100]) {
      expect(await numbersOf(pageSize), `${pageSize} a page`).toEqual(own.results.map(({ n }) => n));
    }
  });

  test("waits for an index that is behind, and is given up when it never comes", async () => {
    await addMerchant("mia");
    await wait("mia", "laptops");
    const id = await publish(1);
    await env.SEARCH.prepare("DELETE FROM demands").run();
    await minute();
    expect(await matches()).toEqual([]);
    await projection.apply(batch(0, 1, { groupBuyId: id, entry: entry({ closesAt: CLOSES_AT }) })); // The outbox tries again.
    clock.advance(MINUTE);
    await minute();
    expect(await matches()).toHaveLength(1);

    const lost = await publish(2);
    await env.SEARCH.prepare("DELETE FROM demands WHERE id = ?1").bind(lost).run();
    for (let tries = 0; tries < 60; tries += 1) {
      await minute();
      clock.advance(60 * MINUTE);
    }
    const row = await env.CATALOGUE.prepare("SELECT outcome FROM demand_arrivals WHERE group_buy_id = ?1")
      .bind(lost)
      .first<{ outcome: string }>();
    expect(row?.outcome).toBe("lost");
  });

  test("is told to nobody when it is over before anybody looked, or was published long ago", async () => {
    await addMerchant("mia");
    await wait("mia", "laptops");
    await publish(1);
    await projection.apply(batch(1, 2, { groupBuyId: groupBuyId(1), entry: entry({ state: "failed" }) }));
    await publish(2, { publishedAt: "2026-11-01T12:00:00.000Z" });
    await minute();
    expect(await matches()).toEqual([]);
    const { results } = await env.CATALOGUE.prepare("SELECT outcome FROM demand_arrivals ORDER BY group_buy_id").all<{
      outcome: string;
    }>();
    expect(results.map(({ outcome }) => outcome)).toEqual(["closed", "stale"]);
  });

  test("is not told to its own initiator, nor to whoever has offered already", async () => {
    await addMerchant("mia");
    await addMerchant("noa");
    await wait("mia", "laptops");
    await wait("noa", "laptops");
    const id = groupBuyId(1);
    const offer = { offerId: "of_1", merchantId: "mer_noa", version: 1, state: "submitted", submittedAtMs: 1 };
    const shown = entry({ id, closesAt: CLOSES_AT }, { initiatorId: "usr_mia" });
    await projection.apply(batch(0, 1, { groupBuyId: id, entry: shown, offers: [offer] }));
    await minute();
    expect((await matches()).map((line) => line.split(" ")[2])).toEqual(["silent", "silent"]);
    expect([...(await subjectsOf("mia")), ...(await subjectsOf("noa"))]).toEqual([]);
  });
});

describe("an interest", () => {
  test("that is paused finds nothing, and finds again when it goes on", async () => {
    await addMerchant("mia");
    const id = await wait("mia", "laptops");
    await store.pause(id, true, clock.nowMs());
    await publish(1);
    await minute();
    expect(await matches()).toEqual([]);
    await store.pause(id, false, clock.nowMs());
    await publish(2);
    await minute();
    expect(await matches()).toEqual([`${id} 02 told`]);
  });

  test("of a suspended merchant is silent, and so is what had been found for it", async () => {
    await addMerchant("mia");
    const id = await wait("mia", "laptops");
    await publish(1);
    await matchArrivals({ queue, demands }, clock.nowMs());
    await env.CATALOGUE.prepare("UPDATE merchants SET state = 'suspended'").run();
    await publish(2);
    await minute();
    expect(await matches()).toEqual([`${id} 01 silent`]);
    await env.CATALOGUE.prepare("UPDATE merchants SET state = 'verified'").run();
    await publish(3);
    await minute();
    expect(await matches()).toEqual([`${id} 01 silent`, `${id} 03 told`]);
  });

  test("that is changed is found by its new words only; one that is removed leaves nothing", async () => {
    await addMerchant("mia");
    const id = await wait("mia", "laptops");
    const filed = await fileWords("headphones", frequencies);
    if (!filed.ok) throw new Error(filed.error);
    const terms = { name: "H", words: "headphones", filters: { ...NO_FILTERS, categories: ["electronics", "food"] } };
    expect(await store.replace(id, 1, terms, filed.value, clock.nowMs())).toMatchObject({
      version: 2,
      words: "headphones",
    });
    expect(await store.replace(id, 1, terms, filed.value, clock.nowMs())).toBeNull();
    await publish(1);
    await publish(2, { title: "Wireless headphones" });
    await minute();
    expect(await matches()).toEqual([`${id} 02 told`]);
    await store.remove(id);
    await store.remove(id);
    for (const table of ["interests", "interest_keys", "interest_matches"]) {
      expect(await env.CATALOGUE.prepare(`SELECT count(*) AS n FROM ${table}`).first("n")).toBe(0);
    }
  });

  test("of somebody who is forgotten goes, with all that was found for it", async () => {
    await addMerchant("mia");
    await wait("mia", "laptops");
    await store.choose("usr_mia", { pace: "daily", perDay: 3 });
    await publish(1);
    await minute();
    const personal = createD1PersonalStore(env.CATALOGUE, env.SEARCH);
    const subject = { id: "usr_mia", version: 1, email: "mia@example.org", merchantId: "mer_mia" };
    const sections = await personal.sections(subject);
    expect(sections["interests"]).toMatchObject([{ words: "laptops", filters: { categories: [] } }]);
    expect(sections["interestMatches"]).toMatchObject([{ groupBuyId: groupBuyId(1), state: "digest" }]);
    expect(sections["interestChoices"]).toMatchObject([{ pace: "daily", perDay: 3 }]);
    await personal.begin(subject, { commandId: "c", nowMs: clock.nowMs(), groupBuyIds: [] });
    for (const table of ["interests", "interest_keys", "interest_matches", "interest_choices"]) {
      expect(await env.CATALOGUE.prepare(`SELECT count(*) AS n FROM ${table}`).first("n")).toBe(0);
    }
  });

  test("is added once by its command, and no more than one may have", async () => {
    await addMerchant("mia");
    const filed = await fileWords("laptops", frequencies);
    if (!filed.ok) throw new Error(filed.error);
    const interest = {
      merchantId: "mer_mia",
      personId: "usr_mia",
      name: "",
      words: "laptops",
      filters: NO_FILTERS,
      createdAtMs: 1,
    };
    const add = (n: number, id = n) => store.add({ ...interest, id: `int_${id}`, commandId: `c_${n}` }, filed.value, 2);
    expect((await add(1))?.id).toBe("int_1");
    expect((await add(1, 9))?.id).toBe("int_1");
    expect((await add(2))?.id).toBe("int_2");
    expect(await add(3)).toBeNull();
    expect(await store.of("usr_mia")).toHaveLength(2);
  });
});

describe("how one is told", () => {
  test("at once up to so many a day, the others together in the morning", async () => {
    await addMerchant("mia");
    await store.choose("usr_mia", { pace: "at_once", perDay: 2 });
    await wait("mia", "laptops");
    for (const number of [1, 2, 3, 4, 5]) await publish(number, { title: `Laptops ${number}` });
    await minute();
    expect(await subjectsOf("mia")).toHaveLength(2);
    await minute();
    expect(await subjectsOf("mia")).toHaveLength(2);
    clock.advance(DAY); // Noon, so 7 o'clock is past.
    await Promise.all([minute(), minute()]);
    expect((await subjectsOf("mia")).slice(2)).toEqual([expect.stringContaining("3 new for your interests: Laptops")]);
    expect((await matches()).every((line) => line.endsWith("told"))).toBe(true);
  });

  test("a crash between planning and writing loses and doubles nothing", async () => {
    await addMerchant("mia");
    await wait("mia", "laptops");
    await publish(1);
    await expect(minute({ tellings: { ...tellings, tell: () => Promise.reject(new Error("gone")) } })).rejects.toThrow(
      "gone",
    );
    expect(await subjectsOf("mia")).toEqual([]);
    await minute();
    expect(await subjectsOf("mia")).toHaveLength(1);
  });

  test("two who plan the same digest send one, and what came between waits for the next", async () => {
    await addMerchant("mia");
    await store.choose("usr_mia", { pace: "daily", perDay: 10 });
    await wait("mia", "laptops");
    await publish(1);
    await minute();
    clock.advance(DAY);
    const early = await tellings.waiting(clock.nowMs(), 10);
    await minute();
    expect(await subjectsOf("mia")).toEqual(["1 new for your interests: Refurbished 14-inch business laptops"]);
    // The slower one carries out what it had planned.
    let isAsked = false;
    const slower: TellingRecords = {
      ...tellings,
      async waiting() {
        const first = isAsked ? [] : early;
        isAsked = true;
        return first;
      },
    };
    await minute({ tellings: slower });
    expect(await subjectsOf("mia")).toHaveLength(1);
  });

  test("whoever has turned it off has it on their page and gets no mail", async () => {
    await addMerchant("mia");
    await createD1Notices(env.CATALOGUE).setMuted("usr_mia", "demands", true);
    await wait("mia", "laptops");
    await publish(1);
    await minute();
    expect(await subjectsOf("mia")).toEqual([]);
    expect((await createD1Notices(env.CATALOGUE).of("usr_mia", 10)).items).toMatchObject([{ kind: "demand_found" }]);
  });
});

describe("filing", () => {
  test("interests that an older analyser has read are read anew before any demand is held against them", async () => {
    await addMerchant("mia");
    const id = await wait("mia", "laptops");
    await env.CATALOGUE.prepare(`UPDATE interests SET analyser = ?1, keys = '["lap-tops"]', wish = '[["lap-tops"]]'`)
      .bind(ANALYSER_VERSION - 1)
      .run();
    await publish(1);
    await minute();
    expect(await matches()).toEqual([`${id} 01 told`]);
  });

  test("of a newer analyser is left alone, and a change in between is not overwritten", async () => {
    await addMerchant("mia");
    await wait("mia", "laptops");
    await env.CATALOGUE.prepare("UPDATE interests SET analyser = ?1")
      .bind(ANALYSER_VERSION + 1)
      .run();
    await minute();
    expect(await env.CATALOGUE.prepare("SELECT analyser FROM interests").first("analyser")).toBe(ANALYSER_VERSION + 1);

    const [outdated] = await records.readByOlder(ANALYSER_VERSION + 2, 10);
    if (outdated === undefined) throw new Error("one is there");
    await env.CATALOGUE.prepare("UPDATE interests SET version = 2, analyser = 0").run();
    const filed = await fileWords("other words", frequencies);
    if (!filed.ok) throw new Error(filed.error);
    await records.refile([{ ...outdated, as: filed.value }], clock.nowMs());
    expect(await env.CATALOGUE.prepare("SELECT analyser FROM interests").first("analyser")).toBe(0);
  });

  test("follows the words of the demands when it is a week old", async () => {
    await addMerchant("mia");
    await wait("mia", "quality laptops");
    const keysNow = async () => (await env.CATALOGUE.prepare("SELECT keys FROM interests").first<string>("keys")) ?? "";
    expect(await keysNow()).toContain("quality");
    for (let number = 1; number <= 5; number += 1) await publish(number, { title: `Quality shoes ${number}` });
    clock.advance(8 * DAY);
    await minute();
    expect(await keysNow()).toContain("laptop");
  });

  test("counts terms and their beginnings as the index has them", async () => {
    await publish(1, { title: "Coffee, roasted" });
    await publish(2, { title: "Coffeehouse chairs" });
    const { of, demands: all } = await frequencies.among(["coffee", "coffee*", "coff*", "tea", "tea*"]);
    expect(all).toBe(2);
    expect(Object.fromEntries(of)).toEqual({ coffee: 1, "coffee*": 2, "coff*": 2 });
  });
});

test("the table of keys finds exactly what looking at every interest finds", async () => {
  await addMerchant("mia");
  const words = [
    "laptops",
    "refurbished laptops",
    "14 inch",
    "净水器",
    "滤芯",
    "Kaffee",
    "Röstkaffee 1 kg",
    "tea",
    "茶",
    "chairs",
  ];
  const titles: [string, string, string][] = [
    ["Refurbished 14-inch laptops", "en", "electronics"],
    ["净水器滤芯 通用型", "zh-Hans", "household"],
    ["Röstkaffee 1 kg, ganze Bohnen", "de", "food"],
    ["有机绿茶 500克", "zh-Hans", "food"],
    ["Folding chairs and tea tables", "en", "furniture"],
  ];
  const categories = ["electronics", "household", "food"];
  const ids = new Map<number, { words: string; filters: InterestFilters }>();
  let n = 0;
  for (const text of [...words, ""]) {
    for (const category of [null, ...categories]) {
      if (text === "" && category === null) continue;
      const filters = { ...NO_FILTERS, categories: category === null ? [] : [category] };
      await wait("mia", text, filters);
      ids.set((n += 1), { words: text, filters });
    }
  }
  for (const [index, [title, language, category]] of titles.entries()) {
    await publish(index + 1, { title, language, category });
  }
  await matchArrivals({ queue, demands, pageSize: 3 }, clock.nowMs());
  await listFinds(queue);
  const { results } = await env.CATALOGUE.prepare(
    "SELECT interest, substr(group_buy_id, -1) AS demand FROM interest_matches ORDER BY 2, 1",
  ).all<{ interest: number; demand: string }>();

  const all = await env.CATALOGUE.prepare("SELECT n, filters, wish, rarities FROM interests").all<{
    n: number;
    filters: string;
    wish: string;
    rarities: string;
  }>();
  const indexed = await demands.read(titles.map((_, index) => groupBuyId(index + 1)));
  const byScan = indexed.flatMap((demand) => {
    const verify = createVerifier(demand);
    return all.results
      .flatMap((row) =>
        verify({
          interests: [row.n],
          filters: JSON.parse(row.filters) as InterestFilters,
          wish: JSON.parse(row.wish) as string[][],
          rarities: JSON.parse(row.rarities) as number[],
        }),
      )
      .map(({ interest }) => ({ interest, demand: demand.id.slice(-1) }));
  });
  const sorted = byScan.toSorted((a, b) =>
    a.demand < b.demand ? -1 : a.demand > b.demand ? 1 : a.interest - b.interest,
  );
  expect(results.length).toBeGreaterThan(15);
  expect(results).toEqual(sorted);
});

describe("who waits under one key, written together", () => {
  /** What is written, beside what the keys themselves say. */
  async function postings(): Promise<{ readonly written: readonly string[]; readonly unwritten: number }> {
    const read = async (sql: string) =>
      (await env.CATALOGUE.prepare(sql).all<{ term: string; category: string; size: number; asked: string | null }>())
        .results;
    const kept = await read("SELECT term, category, size, posting AS asked FROM interest_postings ORDER BY 1, 2");
    const keys = await read(
      `SELECT term, category, count(*) AS size, json_group_array(json_array(interest, test)) AS asked
       FROM interest_keys GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    const under = ({ term, category, size }: (typeof kept)[number]) => `${term}/${category} ${size}`;
    expect(kept.map(under)).toEqual(keys.map(under));
    const written = kept.flatMap((posting, index) => {
      if (posting.asked === null) return [];
      const alike = JSON.parse(posting.asked) as [test: unknown, interests: number[]][];
      const told = alike.flatMap(([asked, interests]) => interests.map((n) => `${n} ${JSON.stringify(asked)}`));
      const asked = JSON.parse(keys[index]?.asked ?? "[]") as [interest: number, test: string][];
      expect(told.toSorted()).toEqual(asked.map(([n, one]) => `${n} ${one}`).toSorted());
      return [under(posting)];
    });
    return { written, unwritten: kept.length - written.length };
  }

  async function change(id: string, words: string, filters = NO_FILTERS): Promise<void> {
    const filed = await fileWords(words, frequencies);
    if (!filed.ok) throw new Error(filed.error);
    await store.replace(id, 1, { name: words, words, filters }, filed.value, clock.nowMs());
  }

  test.each<[string, (id: string) => Promise<unknown>]>([
    ["is paused", (id) => store.pause(id, true, clock.nowMs())],
    ["is removed", (id) => store.remove(id)],
    [
      "may not offer",
      () => env.CATALOGUE.prepare("UPDATE merchants SET state = 'suspended' WHERE id = 'mer_mia'").run(),
    ],
    ["waits for something else", (id) => change(id, "tea")],
  ])("one of several who %s is no longer among them", async (_, leave) => {
    await addMerchant("mia");
    await addMerchant("noa");
    const id = await wait("mia", "laptop");
    await wait("noa", "laptop");
    await packPostings(queue);
    expect(await postings()).toEqual({ written: ["-laptop/ 2", ".laptop/ 2", "laptop*/ 2"], unwritten: 0 });
    await leave(id);
    const left = async () =>
      (await queue.candidates(["laptop*"], "food", 0, 10)).candidates.flatMap(({ interests }) => interests);
    const unwritten = await left();
    expect(unwritten).toHaveLength(1);
    await packPostings(queue);
    expect((await postings()).unwritten).toBe(0);
    expect(await left()).toEqual(unwritten);
  });

  test("is what the keys say, whatever changes them", async () => {
    await addMerchant("mia");
    await addMerchant("noa");
    // Few keys, so that several wait under each.
    const words = ["laptop", "茶"];
    const step = fc.record({
      act: fc.constantFrom(
        "wait",
        "wait",
        "pause",
        "go on",
        "change",
        "remove",
        "suspend",
        "verify",
        "verify",
        "pack",
        "pack",
      ),
      merchant: fc.constantFrom("mia", "noa"),
      text: fc.constantFrom(...words),
      category: fc.constantFrom("food", null),
      which: fc.nat(9),
    });
    let packed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const ids: string[] = [];
        await env.CATALOGUE.prepare("UPDATE merchants SET state = 'verified'").run();
        for (const merchant of ["mia", "noa", "mia"]) for (const text of words) ids.push(await wait(merchant, text));
        for (const { act, merchant, text, category, which } of steps) {
          const id = ids[which % Math.max(1, ids.length)] ?? "";
          const filters = { ...NO_FILTERS, categories: category === null ? [] : [category] };
          if (act === "wait") ids.push(await wait(merchant, text, filters));
          if (act === "pause" || act === "go on") await store.pause(id, act === "pause", clock.nowMs());
          if (act === "change") await change(id, text, filters);
          if (act === "remove") await store.remove(id);
          if (act === "suspend" || act === "verify") {
            await env.CATALOGUE.prepare("UPDATE merchants SET state = ?1 WHERE id = ?2")
              .bind(act === "verify" ? "verified" : "suspended", `mer_${merchant}`)
              .run();
          }
          if (act === "pack") await packPostings(queue);
          const { written, unwritten } = await postings();
          if (act === "pack") expect(unwritten).toBe(0);
          packed += written.length;
        }
        for (const id of ids) await store.remove(id);
        expect(await postings()).toEqual({ written: [], unwritten: 0 });
      }),
      { numRuns: 15 },
    );
    expect(packed).toBeGreaterThan(20);
  });

  test("is found all the same while some of it is not written", async () => {
    await addMerchant("mia");
    for (const words of ["laptop", "laptops", "laptop", "business", "14 inch"]) await wait("mia", words);
    await publish(1);
    const [demand] = await demands.read([groupBuyId(1)]);
    if (demand === undefined) throw new Error("not indexed");
    const found = async () => {
      const numbers: number[] = [];
      for await (const page of findMatches(queue, demand, 0))
        numbers.push(...page.found.map(({ interest }) => interest));
      return numbers.toSorted((a, b) => a - b);
    };
    const unwritten = await found();
    expect(unwritten).toHaveLength(5);
    await packPostings(queue);
    expect((await postings()).unwritten).toBe(0);
    expect(await found()).toEqual(unwritten);
    await wait("mia", "laptop");
    expect((await postings()).unwritten).toBeGreaterThan(0);
    expect(await found()).toHaveLength(6);
  });

  test("is read by number where more wait than one row holds, however long the page", async () => {
    await env.CATALOGUE.prepare(
      `WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 4500)
       INSERT INTO interest_keys (term, category, interest, test) SELECT 'laptop', '', n, '[[["laptop"]],[1],{}]' FROM count`,
    ).run();
    await packPostings(queue);
    expect(await postings()).toEqual({ written: [], unwritten: 1 });
    for (const limit of [4_000, 10_000]) {
      const { candidates, throughInterest } = await queue.candidates(["laptop"], "food", 0, limit);
      const read = Math.min(limit, 4_500);
      expect(candidates.flatMap(({ interests }) => interests)).toHaveLength(read);
      expect(throughInterest).toBe(limit === read ? read : null);
    }
  });

  test("is written again by the run of the next minute", async () => {
    await addMerchant("mia");
    await wait("mia", "laptop");
    expect((await postings()).written).toEqual([]);
    await minute();
    expect((await postings()).unwritten).toBe(0);
  });
});

describe("what an interest would find now", () => {
  const previews = createD1InterestPreviews(env.SEARCH);
  const preview = (words: string, filters: Partial<InterestFilters> = {}) =>
    previews.of({ words, wish: readWish(words) ?? UNMET, filters: { ...NO_FILTERS, ...filters } });

  test("is what satisfies all of its words and filters, with why", async () => {
    await publish(1);
    await publish(2, { title: "Laptop stands", shipTo: ["DE"], category: "furniture" });
    await publish(3, { title: "Laptops, over", state: "failed" });
    const { count, isMore, demands: shown } = await preview("laptops");
    expect([count, isMore]).toEqual([2, false]);
    expect(shown.map(({ id, why }) => [id, why]).toSorted()).toEqual([
      [groupBuyId(1), ["laptops"]],
      [groupBuyId(2), ["Laptop"]],
    ]);
    expect((await preview("laptops refurbished")).count).toBe(1);
    expect((await preview("laptops", { countries: ["DE"] })).count).toBe(1);
    expect((await preview("laptops", { categories: ["furniture", "food"] })).count).toBe(1);
    expect((await preview("", { categories: ["furniture"] })).count).toBe(1);
    expect((await preview("laptops", { quantityMinimum: 13 })).count).toBe(0);
    expect((await preview("laptops", { currency: "USD", priceMaximumMinor: 30_999 })).count).toBe(0);
  });

  test("tells which words no open demand says, what was meant, and waits for them all the same", async () => {
    await publish(1, { title: "Stainless refrigerator, 300 litres" });
    expect(await preview("refrigerater 300")).toMatchObject({
      count: 0,
      repaired: [{ typed: "refrigerater", read: ["refrigerator"] }],
      unmet: [],
    });
    expect(await preview("refrigerator zeppelin")).toMatchObject({ count: 0, repaired: [], unmet: ["zeppelin"] });
    expect(await preview("refrigerator", { countries: ["JP"] })).toMatchObject({ count: 0, repaired: [], unmet: [] });
    await addMerchant("mia");
    const id = await wait("mia", "refrigerater");
    await publish(2, { title: "A refrigerater, as its label says" });
    await minute();
    expect(await matches()).toEqual([`${id} 02 told`]);
  });

  test("is never syntax of the index", async () => {
    await publish(1, { title: 'NEAR "laptops" AND (16*)' });
    for (const words of ['NEAR("laptops")', 'laptops" OR "x', "title:laptops", "laptops* ^16", "-laptops"]) {
      expect((await preview(words)).isMore).toBe(false);
    }
    expect((await preview("laptops NEAR")).count).toBe(1);
  });
});

test("words of any kind are filed and found without a fault", async () => {
  await addMerchant("mia");
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }), async (text) => {
      const filed = await fileWords(text, frequencies);
      if (filed.ok) await queue.candidates(filed.value.keys, "food", 0, 5);
    }),
    { numRuns: 100 },
  );
});
