import { describe, expect, test } from "vitest";
import type { Authorities, AuthorityRequest } from "../../worker/app/authority.ts";
import { createPayoutAccounts } from "../../worker/app/merchants/payout-account.ts";
import { payoutAccount } from "../../worker/app/people/payout-account.ts";
import { err } from "../../worker/core/result.ts";
import { createPeopleKit, slugOf, valueOf } from "../support/people-kit.ts";

const PEPPER = new Uint8Array(32).fill(7);
const IBAN = "DE89 3704 0044 0532 0130 00";
const MINUTE = 60_000;

describe("O1: a payout account", () => {
  const of = (typed: string, mode: "test" | "live" = "test", pepper = PEPPER) =>
    payoutAccount(typed, 1, { mode, pepper });

  test.each([IBAN, "de89370400440532013000", "DE89-3704-0044-0532-0130-00", "ＤＥ８９ 3704 0044 0532 0130 00"])(
    "%s is one account, however it is typed",
    (typed) => expect(of(typed)).toEqual(of(IBAN)),
  );

  test.each([
    "DE89 3704 0044 0532 0130 01", // One digit off.
    "DE88 3704 0044 0532 0130 00",
    "3704 0044 0532 0130 00",
    "DE89",
    "",
    "sandbox:ok",
    "sandbox:account:a b",
    "DE89 3704 0044 0532 0130 00\u0000",
  ])("%j is none", (typed) => expect(slugOf(of(typed))).toBe("account-invalid /account"));

  test("accounts of the sandbox are none where money is real", () => {
    expect(valueOf(of("sandbox:account:coffee"))).toMatchObject({ hint: "FFEE" });
    expect(slugOf(of("sandbox:account:coffee", "live"))).toBe("account-invalid /account");
    expect(slugOf(of(IBAN, "live"))).toBe("ok");
  });

  test("is kept as its last four characters and a digest that another deployment cannot make", () => {
    const kept = valueOf(of(IBAN));
    expect(kept).toMatchObject({ hint: "3000", atMs: 1 });
    expect(JSON.stringify(kept)).not.toContain("0532");
    expect(valueOf(of(IBAN, "test", new Uint8Array(32).fill(8))).hash).not.toBe(kept.hash);
    expect(valueOf(of("GB29 NWBK 6016 1331 9268 19")).hash).not.toBe(kept.hash);
  });
});

describe("ASVS 7.5.1: changing it", () => {
  async function played() {
    const kit = createPeopleKit();
    const sent: AuthorityRequest[] = [];
    const standing: Record<string, string[]> = {};
    const authorities: Authorities = {
      of: () =>
        ({
          execute: async (request: AuthorityRequest) => {
            sent.push(request);
            return err({ refusal: { code: "not-found" }, receipt: null, isReplay: false });
          },
        }) as unknown as ReturnType<Authorities["of"]>, // It is asked nothing else.
    };
    const { setPayoutAccount } = createPayoutAccounts({
      ...kit.dependencies,
      authorities,
      standingOffersOf: async (id) => standing[id] ?? [],
    });
    const operator = (await kit.operator()).caller;
    const merchant = async (email: string, registration: string, account?: string) => {
      const { token, caller } = await kit.signIn(email);
      const form = { name: `${email} Ltd`, country: "AT", registration };
      const { id } = valueOf(
        await kit.people.applyAsMerchant(caller, { ...form, ...(account !== undefined && { payoutAccount: account }) }),
      );
      valueOf(await kit.people.verifyMerchant(operator, id, "Seen"));
      const acting = await kit.people.callerOfSession(token);
      if (acting === null) throw new Error("the session is live");
      return { id, caller: acting, email };
    };
    return { kit, sent, standing, setPayoutAccount, merchant };
  }

  test("ID6: needs a proof of the last ten minutes, and no key will do", async () => {
    const { kit, setPayoutAccount, merchant } = await played();
    const mia = await merchant("mia@example.org", "1");
    kit.clock.advance(10 * MINUTE - 1);
    expect(valueOf(await setPayoutAccount(mia.caller, { account: IBAN })).payoutAccount?.hint).toBe("3000");
    kit.clock.advance(1);
    expect(slugOf(await setPayoutAccount(mia.caller, { account: IBAN }))).toBe("sign-in-stale");
    const { token } = valueOf(await kit.people.createKey(mia.caller, { name: "K", scopes: ["profile:write"] }));
    const byKey = valueOf(await kit.people.callerOfKey(token));
    expect(slugOf(await setPayoutAccount(byKey, { account: IBAN }))).toBe("sign-in-stale");
    const again = (await kit.signIn(mia.email)).caller;
    expect(slugOf(await setPayoutAccount(again, { account: "nothing" }))).toBe("account-invalid /account");
    expect(slugOf(await setPayoutAccount(again, { account: "sandbox:account:other" }))).toBe("ok");
    expect(valueOf(await kit.people.myMerchant(again)).payoutAccount?.hint).toBe("THER");
  });

  test("is told to its owner by mail, without the account", async () => {
    const { kit, setPayoutAccount, merchant } = await played();
    const mia = await merchant("mia@example.org", "1");
    valueOf(await setPayoutAccount(mia.caller, { account: IBAN }));
    const [mail] = await kit.stores.mailbox.messages(mia.email);
    expect(mail?.text).toContain("ends in 3000");
    expect(`${mail?.subject} ${mail?.text}`).not.toContain("0532");
  });

  test("whoever is no merchant has none; an application may bring one", async () => {
    const { kit, setPayoutAccount, merchant } = await played();
    const { caller } = await kit.signIn("ben@example.org");
    expect(slugOf(await setPayoutAccount(caller, { account: IBAN }))).toBe("not-found");
    const form = { name: "B", country: "AT", registration: "9", payoutAccount: "DE00" };
    expect(slugOf(await kit.people.applyAsMerchant(caller, form))).toBe("account-invalid /payoutAccount");
    const nora = await merchant("nora@example.org", "2", IBAN);
    expect(valueOf(await kit.people.myMerchant(nora.caller)).payoutAccount?.hint).toBe("3000");
  });

  test("scenario 19: offers that stand, one's own and of those who share it, are judged anew", async () => {
    const { sent, standing, setPayoutAccount, merchant } = await played();
    const mia = await merchant("mia@example.org", "1", IBAN);
    const nora = await merchant("nora@example.org", "2");
    standing[mia.id] = ["gb_1"];
    standing[nora.id] = ["gb_2", "gb_3"];
    valueOf(await setPayoutAccount(nora.caller, { account: "sandbox:account:of-her-own" }));
    expect(sent).toEqual([]);
    valueOf(await setPayoutAccount(nora.caller, { account: IBAN }));
    expect(sent.map(({ command }) => command)).toEqual([
      { type: "restate_kin", merchantId: nora.id, kinIds: [mia.caller.personId] },
      { type: "restate_kin", merchantId: nora.id, kinIds: [mia.caller.personId] },
      { type: "restate_kin", merchantId: mia.id, kinIds: [nora.caller.personId] },
    ]);
  });
});
