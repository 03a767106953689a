import { assert } from "./result.ts";

/**
 * ISO 4217, list one, as of 2026: the codes that are active, by the number of digits of their minor unit.
 * Left out on purpose are codes nobody can be paid in: metals, testing, "no currency" and accounting units (X.. codes
 * other than XAF, XCD, XCG, XOF and XPF).
 */
const CODES_BY_EXPONENT: readonly (readonly [exponent: number, codes: string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [
    2,
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP " +
      "COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR " +
      "IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN " +
      "NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN " +
      "SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
  ],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  CODES_BY_EXPONENT.flatMap(([exponent, codes]) => codes.split(" ").map((code) => [code, exponent] as const)),
);

/** Every code, in alphabetical order. */
export const CURRENCIES: readonly string[] = [...EXPONENTS.keys()].sort();

/** Codes are upper case; "eur" is not a currency. */
export function isCurrency(code: string): boolean {
  return EXPONENTS.has(code);
}

/** How many decimal digits the minor unit has: 0 for JPY, 2 for EUR, 3 for JOD. Ask `isCurrency` first. */
export function exponentOf(currency: string): number {
  const exponent = EXPONENTS.get(currency);
  assert(exponent !== undefined, `${currency} is a currency of ISO 4217`);
  return exponent;
}
