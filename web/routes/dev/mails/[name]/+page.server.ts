import { languageChoices } from "#lib/i18n/languages.ts";
import { sampleIn, samplesFor } from "#lib/server/letters.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = (event) => {
  const { fixture, course, lang, letter } = sampleIn(event, event.params.name);
  return {
    name: fixture.name,
    courses: fixture.subjects.map((_, index) => index + 1),
    course,
    lang,
    subject: letter.subject,
    text: letter.text,
    languages: languageChoices(samplesFor(event).languages),
  };
};
