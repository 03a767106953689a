import { error } from "@sveltejs/kit";
import { LETTERS, type LetterFixture } from "../fixtures/letters.ts";
import { useCases, type PageEvent } from "./platform.ts";

type Samples = NonNullable<ReturnType<typeof useCases>["letters"]>;
export type SampleLetter = ReturnType<Samples["letter"]>;

/** The gallery of mails. It does not exist where real mail is. */
export function samplesFor(event: Pick<PageEvent, "platform">): Samples {
  const { letters } = useCases(event);
  if (letters === null) error(404, "There is nothing here.");
  return letters;
}

/** The language whose mails are looked at: `lang` in the address, or the visitor's own. */
export function languageIn({ url, locals }: Pick<PageEvent, "url" | "locals">, { languages }: Samples): string {
  const wanted = [url.searchParams.get("lang"), locals.locale];
  return wanted.find((tag) => tag !== null && languages.includes(tag)) ?? "en";
}

/** A template by its name, and one of the courses that its words can take: `case`, counted from 1. */
export function sampleIn(
  event: PageEvent,
  name: string,
): { readonly fixture: LetterFixture; readonly course: number; readonly lang: string; readonly letter: SampleLetter } {
  const samples = samplesFor(event);
  const fixture = LETTERS.find((one) => one.name === name);
  const course = Number(event.url.searchParams.get("case") ?? 1);
  const subject = fixture?.subjects[course - 1];
  if (fixture === undefined || subject === undefined) error(404, "There is nothing here.");
  const lang = languageIn(event, samples);
  const reader = { locale: lang, zone: event.locals.zone };
  return { fixture, course, lang, letter: samples.letter(subject, reader, event.platform?.origin ?? "") };
}
