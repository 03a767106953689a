import { loaders } from "virtual:messages";
import type { Catalogue } from "./translate.ts";

export const LOCALES = Object.keys(loaders);
export const DEFAULT_LOCALE = "en";

const EVERYWHERE = ["app", "board", "clock", "row"];

/** Which groups of the catalogue a route shows, by the start of its id; the first match counts. */
const GROUPS_OF_ROUTE: readonly (readonly [string, readonly string[]])[] = [
  ["/g/[id]/join/", ["group", "join", "refusal", "sign"]],
  ["/g/[id]/demo/", ["group", "join", "refusal"]],
  ["/g/[id]/sandbox/", ["sandbox"]],
  ["/g/[id]/pay/", ["group", "join"]],
  ["/g/[id]/change/", ["group", "join", "change", "refusal"]],
  ["/g/[id]/leave/", ["group", "join"]],
  ["/g/[id]/cancel/", ["group", "join"]],
  ["/g/[id]/dispute/", ["dispute"]],
  ["/g/[id]/proposal/", ["group", "proposal"]],
  ["/g/[id]/offers/", ["compare", "record", "refusal", "reviews"]],
  ["/g/[id]/reviews/", ["reviews", "refusal"]],
  ["/g/[id]/share/", ["share"]],
  ["/g/[id]/invites/", ["invites"]],
  ["/g/[id]/questions/", ["questions"]],
  ["/g/[id]/certificate/", ["certificate", "group", "receipt"]],
  ["/g/", ["group", "category", "reviews"]],
  ["/m/", ["reviews", "record"]],
  ["/dev/states/offers/", ["compare", "record", "refusal", "reviews"]],
  ["/dev/mails/", ["mails"]],
  ["/dev/", ["group", "category", "mails"]],
  ["/start/", ["start", "sign", "join", "group", "category"]],
  ["/me/email/", ["me", "sign"]],
  ["/me/erase/", ["me", "sign"]],
  ["/me/keys/", ["keys"]],
  ["/developers/", ["developers", "keys"]],
  ["/me/ledger/", ["ledger"]],
  ["/me/security/", ["me", "sign"]],
  ["/me/", ["me", "group", "reviews"]],
  ["/r/", ["receipt", "verify", "refusal", "group"]],
  ["/merchant/", ["merchant", "sign", "discover", "category", "dispute", "record", "join"]],
  ["/operator/disputes/", ["operator", "dispute"]],
  ["/operator/reports/", ["operator", "report"]],
  ["/report/", ["report"]],
  ["/operator/", ["operator", "record"]],
  ["/sign-in/", ["sign"]],
  ["/mailbox/", ["mailbox", "mails"]],
  ["/how/", ["how"]],
  ["/status/", ["status"]],
  ["/verify/", ["verifier", "verify"]],
  ["/problems/", ["problem"]],
  ["/", ["discover", "category"]],
];

export function groupsOfRoute(routeId: string | null): readonly string[] {
  const own = GROUPS_OF_ROUTE.find(([start]) => routeId !== null && `${routeId}/`.startsWith(start))?.[1] ?? [];
  return [...EVERYWHERE, ...own];
}

const loaded = new Map<string, Promise<Catalogue>>();

/** The messages of some groups in one language; each module is fetched once. */
export async function loadMessages(locale: string, groups: readonly string[]): Promise<Catalogue> {
  const language = loaders[locale] ?? loaders[DEFAULT_LOCALE] ?? {};
  const parts = await Promise.all(
    groups.map((group) => {
      const name = `${locale}/${group}`;
      const known = loaded.get(name);
      if (known !== undefined) return known;
      const coming = (language[group]?.() ?? Promise.resolve({ default: {} })).then((module) => module.default);
      loaded.set(name, coming);
      return coming;
    }),
  );
  return parts.reduce((sum, part) => ({ ...sum, ...part }), {});
}

/** What the sheets of a group-buy say: fetched with them, when the page is idle or one is opened. */
export const SHEET_GROUPS: readonly string[] = ["join", "sign", "refusal"];

/** Every message of a language: on the server only, where texts of problems are put into answers. */
export function loadAllMessages(locale: string): Promise<Catalogue> {
  return loadMessages(locale, Object.keys(loaders[locale] ?? loaders[DEFAULT_LOCALE] ?? {}));
}
