import { beforeEach, describe, expect, test } from "vitest";
import { createCursorCodec } from "../../worker/adapters/cursors.ts";
import { createInterestUseCases } from "../../worker/app/interests/interests.ts";
import { LIMITS } from "../../worker/core/limits.ts";
import { groupBuyId } from "../support/catalogue-entry.ts";
import { createHttpKit, refusalOf, type HttpKit } from "../support/http-kit.ts";
import { createMemoryInterests } from "../support/interest-memory.ts";

let store = createMemoryInterests();
let kit: HttpKit;
let key: string;

beforeEach(async () => {
  store = createMemoryInterests();
  kit = createHttpKit({
    useCases: (people) => ({
      interests: createInterestUseCases({
        store,
        previews: {
          of: async ({ wish }) => ({ count: wish.length, isMore: false, demands: [], repaired: [], unmet: [] }),
        },
        frequencies: { among: async () => ({ demands: 0, of: new Map() }) },
        cursors: createCursorCodec(new Uint8Array(32)),
        clock: people.clock,
        ids: people.dependencies.ids,
      }),
    }),
  });
  key = await kit.keyOf("merchant");
});

async function call(method: string, path: string, body?: unknown, more: Record<string, string> = {}, token = key) {
  return kit.fetch(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...more },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

interface Answered {
  readonly id: string;
  readonly version: number;
  readonly [name: string]: unknown;
}

async function save(body: unknown = { words: "laptops" }, token = key): Promise<Answered> {
  const response = await call("POST", "/interests", body, {}, token);
  expect(response.status).toBe(201);
  return (await response.json()) as Answered;
}

describe("a standing interest over REST", () => {
  test("is saved, read, changed, paused, and deleted", async () => {
    const saved = await save({
      words: "  laptops 14 inch ",
      categories: ["computers"],
      countries: ["DE", "AT"],
      languages: ["en"],
      priceMaximum: { amount: 40_000, currency: "EUR" },
      quantityMinimum: 10,
    });
    expect(saved).toMatchObject({
      version: 1,
      name: "laptops 14 inch",
      words: "laptops 14 inch",
      currency: "EUR",
      priceMinimum: null,
      priceMaximum: { amount: 40_000, currency: "EUR" },
      isPaused: false,
      openDemands: 0,
      foundAt: null,
    });

    const read = await call("GET", `/interests/${saved.id}`);
    expect(read.headers.get("etag")).toBe('"1"');
    expect(await read.json()).toEqual(saved);

    const put = (version: number) =>
      call("PUT", `/interests/${saved.id}`, { name: "Mine", words: "chairs" }, { "if-match": `"${version}"` });
    expect(await (await put(1)).json()).toMatchObject({ version: 2, name: "Mine", words: "chairs", categories: [] });
    expect(await refusalOf(await put(1))).toBe("412 precondition-failed");
    expect(await refusalOf(await call("PUT", `/interests/${saved.id}`, { words: "x" }))).toBe(
      "428 precondition-required",
    );

    const pause = (isPaused: boolean) => call("PATCH", `/interests/${saved.id}`, { isPaused });
    expect(await (await pause(true)).json()).toMatchObject({ version: 3, isPaused: true });
    expect(await (await pause(true)).json()).toMatchObject({ version: 3, isPaused: true });
    expect(await (await pause(false)).json()).toMatchObject({ version: 4, isPaused: false });

    const list = (await (await call("GET", "/interests")).json()) as { items: Answered[] };
    expect(list.items.map(({ id }) => id)).toEqual([saved.id]);
    expect((await call("DELETE", `/interests/${saved.id}`)).status).toBe(204);
    expect(await refusalOf(await call("GET", `/interests/${saved.id}`))).toBe("404 not-found");
  });

  test("takes its name from its category where there are no words", async () => {
    expect(await save({ categories: ["food"] })).toMatchObject({ name: "Food and drink", words: "" });
  });

  test.each([
    [{}, "422 required /words"],
    [{ words: "   " }, "422 required /words"],
    [{ words: "!!! 🙂" }, "422 text-empty /words"],
    [{ words: "one ".repeat(80) }, "422 text-too-long /words"],
    [{ words: Array.from({ length: 17 }, (_, n) => `w${n}x`).join(" ") }, "422 text-too-long /words"],
    [{ words: "a\u202eb" }, "422 text-bidi-control /words"],
    [{ words: "a", name: "n".repeat(61) }, "422 text-too-long /name"],
    [{ categories: ["food", "nothing"] }, "422 category-unknown /categories/1"],
    [{ categories: ["food", "food"] }, "422 list-duplicate /categories"],
    [{ words: "a", countries: ["XX"] }, "422 country-invalid /countries/0"],
    [{ words: "a", countries: Array.from({ length: 21 }, () => "DE") }, "422 list-too-long /countries"],
    [{ words: "a", languages: ["tlh"] }, "422 language-invalid /languages/0"],
    [{ words: "a", currency: "XXX" }, "422 currency-invalid /currency"],
    [
      { words: "a", currency: "EUR", priceMinimum: { amount: 1, currency: "USD" } },
      "422 currency-mismatch /priceMinimum",
    ],
    [
      { words: "a", priceMinimum: { amount: 2, currency: "EUR" }, priceMaximum: { amount: 1, currency: "EUR" } },
      "422 amount-out-of-range /priceMaximum",
    ],
    [{ words: "a", priceMinimum: { amount: -1, currency: "EUR" } }, "422 amount-out-of-range /priceMaximum"],
    [{ words: "a", quantityMinimum: 5, quantityMaximum: 4 }, "422 quantity-out-of-range /quantityMaximum"],
    [{ words: "a", quantityMinimum: 0 }, "422 quantity-out-of-range /quantityMaximum"],
    [{ words: "a", colour: "red" }, "422 field-unknown /colour"],
  ])("%j is refused: %s", async (body, refusal) => {
    expect(await refusalOf(await call("POST", "/interests", body))).toBe(refusal);
    expect(await refusalOf(await call("POST", "/interests/preview", body))).toBe(refusal);
  });

  test("is somebody's own: another merchant is told that there is none", async () => {
    const { id } = await save();
    const other = await kit.keyOf("merchant");
    const asked: [string, string, unknown?, Record<string, string>?][] = [
      ["GET", `/interests/${id}`],
      ["PUT", `/interests/${id}`, { words: "x" }, { "if-match": '"1"' }],
      ["PATCH", `/interests/${id}`, { isPaused: true }],
      ["DELETE", `/interests/${id}`],
      ["GET", `/interests/${id}/demands`],
    ];
    for (const [method, path, body, headers] of asked) {
      expect(await refusalOf(await call(method, path, body, headers, other))).toBe("404 not-found");
    }
    expect(await (await call("GET", "/interests", undefined, {}, other)).json()).toMatchObject({ items: [] });
    expect((await call("GET", `/interests/${id}`)).status).toBe(200);
  });

  test("is for merchants: a buyer's key has not the scope, and an unverified merchant waits", async () => {
    expect(await refusalOf(await call("POST", "/interests", { words: "a" }, {}, await kit.keyOf("buyer")))).toBe(
      "403 scope-missing",
    );
    const caller = await kit.almighty();
    const unverified = { ...caller, roles: ["buyer"] as const };
    const refused = await kit.app.interests.create(unverified, { words: "a", commandId: "c" });
    expect(refused).toMatchObject({ ok: false, error: { slug: "merchant-not-verified" } });
  });

  test("there are so many at most, and the same request makes one", async () => {
    const repeat = { "idempotency-key": "0b1c2d3e-0000-4000-8000-000000000001" };
    const first = await call("POST", "/interests", { words: "laptops" }, repeat);
    const again = await call("POST", "/interests", { words: "laptops" }, repeat);
    expect(await again.json()).toEqual(await first.json());
    for (let n = 1; n < LIMITS.interests.maximum; n += 1) await save({ words: `laptops ${n}` });
    expect(await refusalOf(await call("POST", "/interests", { words: "one more" }))).toBe("409 limit-reached");
  });

  test("says what it would find, and what it has found", async () => {
    const preview = await call("POST", "/interests/preview", { words: "laptops chargers" });
    expect(await preview.json()).toEqual({ count: 2, isMore: false, demands: [], repaired: [], unmet: [] });
    const { id } = await save();
    const found = { title: "Laptops", language: "en", closesAtMs: 1_000 };
    for (const [n, state] of ["open", "failed", "of another release"].entries()) {
      store.find(id, { ...found, groupBuyId: groupBuyId(n), state, foundAtMs: n });
    }
    const page = (await (await call("GET", `/interests/${id}/demands?limit=2`)).json()) as {
      items: Answered[];
      next: string;
    };
    expect(page.items).toMatchObject([{ groupBuyId: groupBuyId(1), state: "failed", why: ["Laptops"] }]);
    const rest = (await (await call("GET", `/interests/${id}/demands?limit=2&cursor=${page.next}`)).json()) as {
      items: Answered[];
      next: null;
    };
    expect(rest).toMatchObject({ items: [{ groupBuyId: groupBuyId(0), state: "open" }], next: null });
    const foreign = await call("GET", `/interests/${(await save()).id}/demands?cursor=${page.next}`);
    expect(await refusalOf(foreign)).toBe("400 cursor-invalid");
  });

  test("is told of as its person chooses", async () => {
    expect(await (await call("GET", "/me/interest-choices")).json()).toEqual({ pace: "at_once", perDay: 10 });
    const choose = (body: unknown) => call("PATCH", "/me/interest-choices", body);
    expect(await (await choose({ perDay: 3 })).json()).toEqual({ pace: "at_once", perDay: 3 });
    expect(await (await choose({ pace: "daily" })).json()).toEqual({ pace: "daily", perDay: 3 });
    expect((await choose({ perDay: 0 })).status).toBe(422);
    expect((await choose({ pace: "weekly" })).status).toBe(422);
  });
});
