/** How the stored stories write values: without quotes, with dates, and without what is not there. */
export function text(value: unknown): string {
  if (value === undefined) return "nothing";
  const said = JSON.stringify(value, (_, one: unknown) => (isInstant(one) ? new Date(one).toISOString() : one));
  return said
    .replaceAll('"', "")
    .replaceAll(/\b\w+:null,?/g, "")
    .replaceAll(",}", "}");
}

const LONG_AGO_MS = Date.UTC(2020);

/** No amount and no duration of a life is as large. */
function isInstant(value: unknown): value is number {
  return typeof value === "number" && value > LONG_AGO_MS;
}

/** Ids of a life count, and most of what happens in it happens at a full second. */
export function short(story: string): string {
  return story.replaceAll(/_0{20,}(\d+)/g, "_$1").replaceAll(":00.000Z", "");
}
