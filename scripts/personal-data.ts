/** Writes docs/personal-data.md from the maps that export and erasure are made of. `node scripts/personal-data.ts` */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { KEPT_BECAUSE, SEALED_FIELDS, type FieldRule } from "../worker/core/group-buy/personal/sealed-fields.ts";
import { PERSONAL_MAP, type Shown, type TableMap } from "../worker/adapters/catalogue/personal-map.ts";
import { isCommand, root } from "./tools.ts";

const INTRODUCTION = `# Personal data

What is held of a person, where, what they are shown of it (\`GET /api/v1/me/export\`, rule PD1) and what is left when they are forgotten (\`DELETE /api/v1/me\`, rules PD2
and PD3). **This page is written from the code that does both** (\`node scripts/personal-data.ts\`); a column or a sealed field without a line in it fails a test.

## The export

One JSON document: \`format\` \`onebell.personal-data\`, \`version\` 1, \`madeAt\`, \`personId\`, and then

| part | what it is |
|---|---|
| \`sections\` | the directory's rows about the person, by the sections below; one without rows is empty |
| \`payouts\` | what a merchant's account was paid |
| \`groupBuys\` | of each group-buy: seats, payments with their movements, journals, offers, receipts, and every event about the person with what is sealed of it |
| \`missing\` | group-buys that did not answer, and why: their part is not in it |

Names are those of the API; instants are RFC 3339. The version changes only if something means something else; what is added is a new field. Of other persons there is
nothing: where one is named beside the person, by id or by name, it is left out. What events seal under a leaf is proved by the leaf's salted hash, not by the export.

## Being forgotten

1. Refused while something is under way: a group-buy of theirs, a seat, money that is not at rest, a dispute, an offer that stands, money owed to their company, or when they
   are the last operator. \`GET /api/v1/me/erasure\` lists it.
2. One transaction of the directory empties the account, ends every session and key and frees the address. Whoever signs in with it later is a new person.
3. Each group-buy is asked to forget, at once and then by the clock until it has. Operators see what is not finished (\`GET /api/v1/operator/erasures\`).

An entry of a person's command says in public, under the pseudonym that they have in that group-buy, when it was sent: by the clock of the Worker that took it in, and by the page's estimate of the
authority's time with what it may be off (rules T6, T8). How wrong the device's own clock is does not stand there, because the page sends what it has corrected; a client of the API
says it in the header \`Client-Sent\` or not at all. A receipt of an attempt is kept by whoever was turned away, in their browser, and nowhere by us.

What stays is what proves: leaves, hashes, roots, receipts, certificates, the books, pseudonyms. Of questions, answers, reviews and reports the words go and the fact stays;
a review keeps its stars. Words of terms that were published, and of a public reason for calling off, stand in the public log, which others rely on, and stay.

Limits: copies that the platform keeps for disaster recovery hold what was erased until they expire (30 days). A provider of real money would have to be asked to forget its
customer; the embedded one knows none. Logs of the Worker hold ids only.
`;

export function personalDataPage(): string {
  return [
    INTRODUCTION,
    "## The directory\n",
    table(
      ["table", "section", "what it is", "left out of the export", "when forgotten"],
      Object.entries<TableMap>(PERSONAL_MAP).map(tableRow),
    ),
    "",
    "## What events seal\n",
    table(["field", "its person sees it", "when forgotten"], Object.entries<FieldRule>(SEALED_FIELDS).map(fieldRow)),
    "",
    "In the state of a group-buy the same goes: name and country of who started it, addresses, carriers, tracking, proofs of delivery, words of disputes, payment instruments.",
    "Answers that an object keeps for repeats, and messages it has planned, go with their person.",
    "",
  ].join("\n");
}

function tableRow([name, { section, because, columns, erasure }]: [string, TableMap]): string[] {
  return [
    `\`${name}\``,
    section === null ? "–" : `\`${section}\``,
    because,
    section === null ? "all of it" : hiddenIn(columns),
    left(erasure),
  ];
}

function hiddenIn(columns: Readonly<Record<string, Shown>>): string {
  const hidden = Object.entries(columns).flatMap(([column, shown]) => {
    if (shown === "shown") return [];
    return [`\`${column}\`: ${"as" in shown ? "another person" : shown.hidden}`];
  });
  return hidden.join("; ") || "nothing";
}

function left(erasure: TableMap["erasure"]): string {
  if (erasure === "rows") return "the rows go";
  if (!("set" in erasure)) return `stays: ${erasure.kept}`;
  return `${Object.keys(erasure.set)
    .map((column) => `\`${column}\``)
    .join(", ")} emptied; stays: ${erasure.kept}`;
}

function fieldRow([field, { shown, kept }]: [string, FieldRule]): string[] {
  const nobody = {
    personId: "",
    isInitiator: false,
    pseudonyms: new Set<string>(),
    members: [],
    legs: [],
    offers: [],
    ids: new Set<string>(),
  } as const;
  const seen = shown(["one of another person"], nobody);
  const sees =
    seen === undefined ? "no: another's" : Array.isArray(seen) && seen.length === 0 ? "their own part" : "yes";
  if (field === "words") return [`\`${field}\``, sees, `goes in disputes; else stays: ${KEPT_BECAUSE.operator}`];
  return [`\`${field}\``, sees, kept === null ? "goes" : `stays: ${KEPT_BECAUSE[kept]}`];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

if (isCommand(import.meta)) writeFileSync(join(root, "docs/personal-data.md"), personalDataPage());
