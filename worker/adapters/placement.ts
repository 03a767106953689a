/**
 * Where an object is created, from the initiator's country (decision on placement). The hint counts once: objects do not
 * move later. Countries not named here are left to the platform, which creates the object near the request.
 */
const REGIONS: Readonly<Partial<Record<DurableObjectLocationHint, string>>> = {
  enam: "US CA",
  sam: "AR BO BR CL CO EC GY PE PY SR UY VE",
  weur: "AD AT BE CH DE DK ES FR GB IE IS IT LI LU MC NL NO PT SE SM",
  eeur: "AL BA BG BY CY CZ EE FI GR HR HU LT LV MD ME MK MT PL RO RS SI SK UA",
  apac: "BD BN CN HK ID IN JP KH KR LA LK MM MN MO MY NP PH SG TH TW VN",
  oc: "AU FJ NZ PG",
  afr: "BW CI CM DZ EG ET GH KE MA MU NA NG RW SN TN TZ UG ZA ZM ZW",
  me: "AE BH IL IQ JO KW LB OM PS QA SA TR YE",
};

const HINTS: ReadonlyMap<string, DurableObjectLocationHint> = new Map(
  Object.entries(REGIONS).flatMap(
    ([hint, countries]) => countries.split(" ").map((country) => [country, hint as DurableObjectLocationHint] as const), // A key of the table above.
  ),
);

export function placementOf(country: string | null): DurableObjectLocationHint | null {
  return country === null ? null : (HINTS.get(country) ?? null);
}
