import { openStage, type Stage } from "../group-buy-kit.ts";
import { INITIATOR, merchant, person } from "../group-buy-persons.ts";
import { HOUR, OFFER, START } from "../group-buy-terms.ts";
import { SECOND } from "./policies.ts";

/** Golden lives of what merchants have done elsewhere, and of whose side they are on. */

/**
 * Three offers of one price and one day. The second version of Mia's states a broken deal; Nora's merchant turns out to
 * be on Ada's side; Otis, who came last and has broken nothing, is chosen and says no; Mia, who is next, says nothing.
 */
export function recorded(): Stage {
  const stage = openStage({ basis: { ...SECOND, offerOrder: "breach_rate" } }).seat("Ada", { quantity: 8 });
  const record = (settled: number, breached: number) => ({
    settled,
    breached,
    declined: 1,
    sinceMs: START - 90 * HOUR,
  });
  const loose = { firm: false };
  stage.offer("Mia", loose, record(7, 0));
  stage.offer("Nora", loose, record(30, 1));
  stage.offer("Otis", loose, record(2, 0));
  stage.give(
    {
      ...{ type: "change_offer", offerId: stage.offerOf("Mia").id, version: 1, currency: "EUR" },
      ...{ body: { ...OFFER, ...loose, note: "In bags of jute." }, record: record(7, 1) },
    },
    merchant("Mia"),
  );
  const kinIds = [person("Kim").personId, person("Ada").personId];
  stage.give({ type: "restate_kin", merchantId: merchant("Nora").merchantId ?? "", kinIds }, person("Kim"));
  const bell = stage.groupBuy.terms.closesAtMs;
  stage.at(bell).poke();
  stage.at(bell + HOUR).word("Otis", "decline_offer");
  stage.at(bell + 26 * HOUR).poke();
  return stage.answerAll();
}

/** Who began it sells nothing to it: an account that is shared is found before the first offer and after. */
export function sided(): Stage {
  const stage = openStage({ basis: SECOND });
  stage.offerOfKin("Mia", INITIATOR);
  stage.offerOfKin("Mia", "Kim");
  const change = { type: "change_offer", offerId: stage.offerOf("Mia").id, version: 1, currency: "EUR" } as const;
  stage.give({ ...change, body: OFFER, kinIds: [person(INITIATOR).personId] }, merchant("Mia"));
  return stage;
}
