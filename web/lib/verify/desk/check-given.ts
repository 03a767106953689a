/** Everything that was given: its bytes, what they are, and what all of them come to. */
import { err, ok, type Result } from "../../../../worker/core/result.ts";
import { rerun } from "../../../../worker/core/rerun/rerun.ts";
import type { VerifyEd25519 } from "../../../../worker/core/log/signed-note.ts";
import { textOf } from "../../../../worker/core/verify/bytes.ts";
import type { Exhibit } from "../../../../worker/core/verify/exhibit.ts";
import { verifyExhibits } from "../../../../worker/core/verify/verify.ts";
import { piecesIn } from "./pieces.ts";
import type { Given, Order, Place, Refusal, Refused, Report, Thing } from "./report.ts";

/** Entries between two words of how far it is: often enough to be seen moving, seldom enough to cost nothing. */
const ENTRIES_A_WORD = 100;

/**
 * @param watch how many entries of a whole log have been decided again, of how many
 * @returns never throws for what was given, whatever it is
 */
export async function checkGiven(
  { given, keys, origin }: Order,
  verify: VerifyEd25519,
  watch: (entriesDone: number, entries: number) => void,
): Promise<Report> {
  const things: Thing[] = [];
  const exhibits: Exhibit[] = [];
  const refused: Refused[] = [];
  const placeOfText = new Map<string, Place>();
  for (const one of given) {
    const text = await textIn(one);
    const pieces = text.ok ? piecesIn(text.value, origin) : [{ text: "", read: text }];
    for (const [index, { text: own, read }] of pieces.entries()) {
      const place: Place = { givenId: one.id, part: pieces.length === 1 ? null : index + 1 };
      const of = read.ok ? placeOfText.get(own.trim()) : undefined;
      if (!read.ok) refused.push({ place, refusal: read.error });
      else if (of !== undefined) refused.push({ place, refusal: { code: "again", of } });
      else {
        placeOfText.set(own.trim(), place);
        const { kind } = read.value;
        things.push({ place, kind, keysText: kind === "keys" ? own : null });
        exhibits.push(read.value);
      }
    }
  }
  const checks = await verifyExhibits(exhibits, {
    keys,
    verify,
    rerun: (leaves) => {
      watch(0, leaves.length);
      return rerun(leaves, (done) => {
        if (done % ENTRIES_A_WORD === 0) watch(done, leaves.length);
      });
    },
  });
  return { things, refused, checks };
}

async function textIn({ blob }: Given): Promise<Result<string, Refusal>> {
  const bytes = await blob.arrayBuffer().catch(() => null);
  if (bytes === null) return err({ code: "gone" });
  const text = textOf(new Uint8Array(bytes));
  return text.ok ? ok(text.value) : err({ code: text.error });
}
