import { LETTERS } from "#lib/fixtures/letters.ts";
import { languageChoices } from "#lib/i18n/languages.ts";
import { languageIn, samplesFor } from "#lib/server/letters.ts";
import type { PageServerLoad } from "./$types";

const READERS = ["account", "member", "initiator", "merchant", "operator"] as const;

/** Every mail there is, by whom it goes to, with its subject in the chosen language. */
export const load: PageServerLoad = (event) => {
  const samples = samplesFor(event);
  const lang = languageIn(event, samples);
  const reader = { locale: lang, zone: event.locals.zone };
  const rows = LETTERS.map(({ name, subjects: [subject] }) => {
    const traits = subject.kind === "notice" ? samples.traits(subject.notice.kind) : null;
    return {
      name,
      reader: traits?.role ?? ("account" as const),
      isOptional: traits !== null && traits.topic !== "duty",
      subject: samples.letter(subject, reader, "").subject,
    };
  });
  return {
    lang,
    languages: languageChoices(samples.languages),
    groups: READERS.map((name) => ({ name, rows: rows.filter((row) => row.reader === name) })),
  };
};
