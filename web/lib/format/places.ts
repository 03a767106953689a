const names = new Map<string, Intl.DisplayNames>();

/** "PT" to "Portugal", in the visitor's language; an unknown code stays itself. */
export function countryName(code: string, locale: string): string {
  let known = names.get(locale);
  if (known === undefined) {
    known = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });
    names.set(locale, known);
  }
  try {
    return known.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Codes with their names, in the order of the names. */
export function countryOptions(codes: readonly string[], locale: string): { value: string; label: string }[] {
  return codes
    .map((code) => ({ value: code, label: countryName(code, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

/** The countries a person may choose where a group-buy does not narrow them. */
export const COUNTRIES: readonly string[] = (
  "AD AE AL AM AR AT AU AZ BA BD BE BG BH BO BR CA CH CL CN CO CR CY CZ DE DK DO DZ EC EE EG ES FI FR GB GE GH GR GT HK " +
  "HR HU ID IE IL IN IQ IS IT JO JP KE KR KW KZ LB LI LK LT LU LV MA MC MD ME MK MT MX MY NG NL NO NP NZ OM PA PE PH PK " +
  "PL PT PY QA RO RS SA SE SG SI SK SV TH TN TR TW TZ UA UG US UY UZ VE VN ZA"
).split(" ");

/** The currencies offered first; any of ISO 4217 is accepted by the API. */
export const CURRENCIES_OFFERED: readonly string[] =
  "EUR USD GBP CHF JPY CNY AUD CAD SEK NOK DKK PLN CZK HUF RON INR BRL MXN SAR AED JOD KWD TWD KRW SGD NZD ZAR TRY".split(
    " ",
  );
