import type { Cookies } from "@sveltejs/kit";
import { CALM_COOKIE, isCalm, type Calm } from "../clock/setting.ts";
import { isZone } from "../format/time.ts";
import { matchingLocale, runsFromRight } from "../i18n/languages.ts";
import { DEFAULT_LOCALE, LOCALES } from "../i18n/load.ts";

export type Theme = "auto" | "light" | "dark";
const ZONE_COOKIE = "zone";
export const LOCALE_COOKIE = "locale";
const THEME_COOKIE = "theme";
const YEAR_SECONDS = 31_536_000;

/** A preference is no secret and must be readable by the page that offers it. */
export const PREFERENCE_COOKIE = {
  path: "/",
  maxAge: YEAR_SECONDS,
  httpOnly: false,
  secure: true,
  sameSite: "lax",
} as const;

export function calmOf(cookies: Cookies): Calm {
  const text = cookies.get(CALM_COOKIE);
  return isCalm(text) ? text : "second";
}

export function themeOf(cookies: Cookies): Theme {
  const text = cookies.get(THEME_COOKIE);
  return text === "light" || text === "dark" ? text : "auto";
}

/** Where the visitor's clock hangs: this device first, then what they told us, then what the edge guesses. */
export function zoneOf(cookies: Cookies, ...guesses: readonly (string | null | undefined)[]): string {
  return (
    [cookies.get(ZONE_COOKIE), ...guesses].find((zone) => zone !== undefined && zone !== null && isZone(zone)) ?? "UTC"
  );
}

/** What was chosen on this device, then what they told us, then what their browser asks for, where there are words. */
export function localeOf(
  cookies: Pick<Cookies, "get">,
  wanted: string | undefined,
  acceptLanguage: string | null,
): string {
  const asked = (acceptLanguage ?? "").split(",").map((part) => part.split(";")[0]?.trim() ?? "");
  const tags = [cookies.get(LOCALE_COOKIE) ?? "", wanted ?? "", ...asked].filter((tag) => tag !== "");
  return tags.map((tag) => matchingLocale(tag, LOCALES)).find((locale) => locale !== undefined) ?? DEFAULT_LOCALE;
}

export function directionOf(locale: string): "ltr" | "rtl" {
  return runsFromRight(locale) ? "rtl" : "ltr";
}
