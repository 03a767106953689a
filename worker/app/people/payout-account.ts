import { fieldProblem } from "../../contract/problems.ts";
import { err, ok } from "../../core/result.ts";
import type { App } from "../app.ts";
import type { Checked } from "./fields.ts";
import { payoutHashOf } from "./secrets.ts";
import type { StoredPayoutAccount } from "./store.ts";

/**
 * The account that a merchant is paid out to, as it may be kept: a keyed digest, by which two merchants with one account
 * are found (scenario 19), and its last four characters. What was typed goes no further than this.
 */
export function payoutAccount(
  typed: string,
  atMs: number,
  { mode, pepper }: { readonly mode: App["mode"]; readonly pepper: Uint8Array },
): Checked<StoredPayoutAccount> {
  const account = typed.normalize("NFKC").replace(/[\s-]/g, "");
  const isUsable = isIban(account.toUpperCase()) || (mode !== "live" && SANDBOX.test(typed.trim()));
  if (!isUsable) return err(fieldProblem("account-invalid", "/account", "An IBAN, as DE89 3704 0044 0532 0130 00."));
  const spelling = account.toUpperCase();
  return ok({ hash: payoutHashOf(spelling, pepper), hint: spelling.slice(-4), atMs });
}

/** Accounts of the sandbox: `sandbox:account:anything`. */
const SANDBOX = /^sandbox:account:[a-z0-9_-]{4,40}$/i;

/** ISO 13616: country, two check digits, and a remainder of one over 97 (ISO 7064) when the letters are numbers. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const turned = text.slice(4) + text.slice(0, 4);
  let rest = 0;
  for (const character of turned) {
    const number = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55;
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest === 1;
}
