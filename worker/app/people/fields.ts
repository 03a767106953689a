import { CATEGORY_LANGUAGES } from "../../contract/categories.ts";
import { fieldProblem, type Problem } from "../../contract/problems.ts";
import { isCountry } from "../../core/country.ts";
import { isCurrency } from "../../core/currency.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { checkText } from "../../core/text.ts";

/** Checks of what people write about themselves. Each answers the value to store, or the problem of that field. */
export type Checked<T> = Result<T, Problem>;

/** A short line: names, reasons, numbers of registers. */
export function checkLine(text: string, pointer: string, graphemesMaximum: number): Checked<string> {
  const checked = checkText(text, { graphemesMaximum, bytesMaximum: graphemesMaximum * 4 });
  if (checked.ok) return checked;
  return err(fieldProblem(checked.error, pointer, `From 1 to ${graphemesMaximum} visible characters in one line.`));
}

const EMAIL =
  /^[^\s@<>()[\]\\,;:"]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,62}$/u;

/** One spelling per address: NFC, lower case. Line breaks never get as far as a mail header (bad input 55). */
export function normaliseEmail(text: string): Checked<string> {
  const email = text.normalize("NFC").toLowerCase();
  const isValid = email.length <= 254 && email.indexOf("@") <= 64 && EMAIL.test(email) && !/\p{Cc}|\p{Cf}/u.test(email);
  return isValid ? ok(email) : err(fieldProblem("email-invalid", "/email", "An address like name@example.org."));
}

export function checkLocale(locale: string): Checked<string> {
  const known: readonly string[] = CATEGORY_LANGUAGES;
  return known.includes(locale)
    ? ok(locale)
    : err(fieldProblem("language-invalid", "/locale", `One of ${known.join(", ")}.`));
}

export function checkZone(zone: string): Checked<string> {
  try {
    // Offsets are no zones: they do not know when clocks change.
    if (!/^[A-Za-z]/.test(zone)) throw new RangeError(zone);
    return ok(new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone);
  } catch {
    return err(fieldProblem("zone-invalid", "/zone", "A zone of the IANA database, as Europe/Berlin."));
  }
}

export function checkCountry(country: string): Checked<string> {
  return isCountry(country) ? ok(country) : err(fieldProblem("country-invalid", "/country", "As DE or JP."));
}

export function checkCurrency(currency: string): Checked<string> {
  return isCurrency(currency) ? ok(currency) : err(fieldProblem("currency-invalid", "/currency", "As EUR or JPY."));
}

/** A web address people may be led to: https only (bad input 54). */
export function checkWebsite(website: string): Checked<string> {
  if (!/^https:\/\//i.test(website)) return err(fieldProblem("url-scheme", "/website", "Start with https://."));
  const isValid = URL.canParse(website) && website.length <= 300 && !/[\s\p{Cc}]/u.test(website);
  return isValid ? ok(new URL(website).href) : err(fieldProblem("url-invalid", "/website", "As https://example.org."));
}
