/** Why something could not be read, in words. */
import type { Translator } from "../../i18n/translate.ts";
import { BYTES_MAXIMUM, THINGS_MAXIMUM, type Title, type Titled, type TurnedAway } from "./desk.svelte.ts";
import type { NoKeys } from "./desk-keys.ts";
import { legible } from "./check-words.ts";
import type { Place, Refusal } from "./report.ts";

export function refusalIn(
  refusal: Refusal | NoKeys | Pick<TurnedAway, "code">,
  { t }: Translator,
  nameOf: (place: Place) => string,
): string {
  switch (refusal.code) {
    case "other":
      return t("verifier.keys_other", { kind: t(`verifier.kind_${refusal.kind}`) });
    case "version-unknown":
      return t("verifier.fault_version-unknown", {
        kind: t(`verifier.kind_${refusal.kind}`),
        version: legible(refusal.version),
      });
    case "malformed":
      return t("verifier.fault_malformed", {
        kind: t(`verifier.kind_${refusal.kind}`),
        where: legible(refusal.where),
      });
    case "key-refused":
      return t("verifier.fault_key-refused", { number: refusal.index + 1, reason: refusal.why });
    case "again":
      return t("verifier.fault_again", { name: nameOf(refusal.of) });
    case "huge":
      return t("verifier.fault_huge", { megabytes: BYTES_MAXIMUM / 1_000_000 });
    case "many":
      return t("verifier.fault_many", { most: THINGS_MAXIMUM });
    case "empty":
    case "not-json":
    case "foreign":
    case "binary":
    case "encoding":
    case "several":
    case "gone":
    case "link-here":
    case "link-elsewhere":
      return t(`verifier.fault_${refusal.code}`);
  }
}

export function titleIn(title: Title, { t }: Translator): string {
  switch (title.from) {
    case "file":
      return legible(title.name);
    case "fetched":
      return t("verifier.fetched", { name: title.name });
    case "pasted":
    case "scanned":
      return t(`verifier.${title.from}`, { number: title.number });
  }
}

/** What a thing is called that is one of several in what was given. */
export function placeName(given: readonly Titled[], { givenId, part }: Place, translator: Translator): string {
  const title = given.find(({ id }) => id === givenId)?.title;
  const name = title === undefined ? "" : titleIn(title, translator);
  return part === null ? name : translator.t("verifier.part", { name, number: part });
}
