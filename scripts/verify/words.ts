/** A check in one line of plain English, and what all of them come to. */
import {
  firstWrong,
  verdictOf,
  type Check,
  type CheckId,
  type Facts,
  type Why,
} from "../../worker/core/verify/check.ts";
import type { ExhibitKind } from "../../worker/core/verify/exhibit.ts";
import { formatInstant } from "../../worker/core/time/instant.ts";

const LABELS: Readonly<Record<CheckId, string>> = {
  "receipt-signature": "signature",
  "receipt-key-time": "time of the key",
  "receipt-leaf": "what is signed",
  "receipt-fields": "what is printed",
  "receipt-decision": "the decision",
  "attempt-signature": "signature",
  "attempt-key-time": "time of the key",
  "attempt-fields": "what is printed",
  "head-signature": "head's signature",
  "head-key-time": "time of its key",
  "head-origin": "whose log",
  "head-fields": "what is printed",
  "proof-leaf": "the entry",
  "proof-path": "way to the head",
  "certificate-entry": "entry of the count",
  "certificate-facts": "the count",
  "log-leaves": "every entry",
  "log-head": "tree and head",
  "log-rerun": "every decision",
  consistency: "only grown",
  "same-leaf": "same entry",
  "one-leaf-a-number": "one entry a number",
  "one-root-a-size": "one tree a size",
  "in-log": "in the log",
  "head-in-log": "tree in the log",
  contradiction: "two histories",
  "keys-apart": "keys",
};

export const KINDS: Readonly<Record<ExhibitKind, string>> = {
  receipt: "a receipt",
  jws: "a signed receipt (JWS)",
  attempt: "a receipt of an attempt",
  proof: "a proof",
  head: "a signed head",
  consistency: "a proof of growth",
  log: "a whole log",
  certificate: "a certificate of the count",
  contradiction: "a contradiction that a page noticed",
  keys: "keys",
};

export interface Told {
  /** As they were typed. */
  readonly name: string;
  readonly kind: ExhibitKind;
}

/** Every check, under the file that it is about; what compares files comes last. */
export function tellChecks(files: readonly Told[], checks: readonly Check[]): string[] {
  const between = checks.filter(({ about }) => about.length > 1);
  return [
    ...files.flatMap(({ name, kind }, index) => [
      `${name}: ${KINDS[kind]}`,
      ...checks.filter(({ about }) => about.length === 1 && about[0] === index).map((check) => line(check, files)),
    ]),
    ...(between.length === 0 ? [] : ["Between the files", ...between.map((check) => line(check, files))]),
  ];
}

/** What it comes to, in one sentence; the first wrong thing is named. */
export function tellVerdict(files: readonly Told[], checks: readonly Check[]): string {
  const wrong = firstWrong(checks);
  if (wrong !== null) {
    const where = wrong.seq === null ? "" : `entry ${wrong.seq}, `;
    return `WRONG, first of all: ${where}${LABELS[wrong.id]} (${namesOf(wrong, files)}): ${sentenceOf(wrong, files)}`;
  }
  const open = checks.filter(({ verdict }) => verdict !== "proven").length;
  if (verdictOf(checks) === "proven") return `All is proven: ${checks.length} checks.`;
  return `Not all is proven: ${open} of ${checks.length} checks ${open === 1 ? "is" : "are"} open. Nothing was found to be wrong.`;
}

function line(check: Check, files: readonly Told[]): string {
  const verdict = check.verdict === "proven" ? "proven" : check.verdict.toUpperCase();
  return `  ${verdict.padEnd(7)} ${LABELS[check.id].padEnd(19)} ${sentenceOf(check, files)}`;
}

/** What stands in a file must not move the cursor of a terminal, nor turn the line around. */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?");
}

function namesOf({ about }: Check, files: readonly Told[]): string {
  return about.map((index) => files[index]?.name ?? `file ${index + 1}`).join(" and ");
}

function sentenceOf(check: Check, files: readonly Told[]): string {
  return plain(check.why === null ? provenOf(check, files) : whyOf(check.why, check, files));
}

function provenOf(check: Check, files: readonly Told[]): string {
  const { facts, seq } = check;
  const names = namesOf(check, files);
  switch (check.id) {
    case "receipt-signature":
    case "attempt-signature":
      return `by key ${facts["kid"]}`;
    case "receipt-key-time":
    case "attempt-key-time":
      return keyTimeOf(facts);
    case "receipt-leaf":
      return `entry ${seq} of ${facts["groupBuyId"]}, ${facts["type"]}, byte for byte`;
    case "receipt-fields":
      return `stamped ${at(facts, "recvMs")}, deadline ${at(facts, "deadlineMs")}, ${marginOf(facts)}`;
    case "receipt-decision":
      return `${typeOf(facts)}: ${facts["by"] === "stamp" ? "it follows from the stamp" : "nothing in the stamp speaks against it"}`;
    case "attempt-fields":
      return `${facts["command"]} to ${facts["groupBuyId"]} was not judged (${facts["code"]}); whether it would have been in time, nobody says`;
    case "head-signature":
      return `by key ${facts["name"]}+${facts["keyId"]}, over ${facts["size"]} entries`;
    case "head-key-time":
      return `the key was valid until ${at(facts, "untilMs")}`;
    case "head-origin":
      return `${facts["groupBuyId"]} at ${facts["host"]}, ${facts["size"]} entries, root ${facts["root"]}`;
    case "head-fields":
      return "the same as in the signed note";
    case "proof-leaf":
      return `number ${seq}, ${facts["type"]}, stamped ${at(facts, "recvMs")}`;
    case "proof-path":
      return `entry ${seq} stands among the ${facts["size"]} of the head`;
    case "certificate-entry":
      return `number ${seq} of ${facts["groupBuyId"]}`;
    case "certificate-facts":
      return countOf(facts);
    case "log-leaves":
      return `${facts["leaves"]} of them: in order, stamps never back, each naming the tree before it`;
    case "log-head":
      return `${facts["size"]} entries come to the root of the head`;
    case "log-rerun":
      return facts["chained"] === undefined
        ? `${facts["decisions"] ?? "all"} made again from the log alone, each the same`
        : `up to the count made again from the log alone, ${facts["decisions"]} entries, each the same; the ${facts["chained"]} after it rest on offers, which are sealed`;
    case "consistency":
      return `from ${facts["fromSize"]} entries to ${facts["toSize"]}, nothing before was changed`;
    case "same-leaf":
      return `${names}: the receipt's entry ${seq} is the one in the log`;
    case "one-leaf-a-number":
      return names;
    case "one-root-a-size":
      return `${names} name one tree of ${facts["size"]} entries`;
    case "in-log":
      return `${names}: entry ${seq} is the same in both`;
    case "head-in-log":
      return `${names}: the tree of ${facts["size"]} entries is the same in both`;
    case "contradiction":
      return `whoever signed has told two histories of ${facts["groupBuyId"]}: ${halvesOf(facts)}`;
    case "keys-apart":
      return names;
  }
}

function whyOf(why: Why, check: Check, files: readonly Told[]): string {
  const { facts, seq } = check;
  const names = namesOf(check, files);
  switch (why) {
    case "no-key":
      return "no key was given to check it with";
    case "key-unknown":
      return `it names ${facts["kid"] ?? "a key"}, which is not among the keys given`;
    case "rests-on-signature":
      return "it fits, but rests on a signature that is not proven";
    case "unsigned":
      return "there is no signature: anybody can have written it";
    case "no-leaf":
      return "the entry itself is not at hand: give the receipt beside the proof";
    case "no-older-head":
      return `nobody here holds both trees, of ${facts["fromSize"]} and of ${facts["toSize"]} entries: give the heads that you kept`;
    case "key-revoked-later":
      return `the key was revoked (from ${at(facts, "revokedFromMs")}); whoever took it can date back`;
    case "says-more":
      return `it prints ${facts["field"]}, which this program does not know: a newer one may`;
    case "form-unknown":
      return `an entry of form ${facts["form"]}, which this program does not know: a newer one may`;
    case "log-shorter":
      return `${names}: the log at hand has ${facts["leaves"]} entries and ends before it`;
    case "rerun-ends":
      return `made again up to number ${facts["rerunThroughSeq"]} of ${facts["decisions"]}; what comes after does not say enough`;
    case "keys-among-files":
      return "keys that lie beside what they would prove are anybody's: give those that you trust with --keys";
    case "said-to-one":
      return `what one browser was told (${facts["kind"]}), and nobody else can see: ${halvesOf(facts)}`;
    case "no-contradiction":
      return `both can be true of one log: ${halvesOf(facts)}`;
    case "signature-malformed":
      return "it cannot be read as a signature of ours";
    case "algorithm":
      return "its algorithm is not Ed25519";
    case "type":
      return `it signs something of another kind (${facts["typ"] ?? "of no kind"})`;
    case "signature-wrong":
      return "it is not by the key that it names: changed, or forged";
    case "key-no-longer":
      return `the key signed only until ${at(facts, "untilMs")}, and this is stamped ${at(facts, "atMs")}`;
    case "key-revoked":
      return `the key is revoked from ${at(facts, "revokedFromMs")} on, and this is stamped ${at(facts, "atMs")}`;
    case "signs-another-leaf":
      return "what is signed is not what stands beside it";
    case "not-json":
      return "it is no JSON";
    case "not-canonical":
      return "it is not spelled as the log spells it: changed, or saved by a program that writes it anew";
    case "malformed":
      return `${facts["field"] ?? "a part"} of it is not what it should be`;
    case "not-its-leaf":
      return `it prints ${facts["field"]} ${facts["says"]}, the signed entry says ${facts["leafSays"]}`;
    case "against-stamp":
      return `${typeOf(facts)} does not follow from the stamp ${at(facts, "recvMs")} and the deadline ${at(facts, "deadlineMs")}`;
    case "origin-of-another":
      return `the head is of ${facts["origin"]}, and the key signs for ${facts["name"] ?? "another host"}`;
    case "not-its-checkpoint":
      return `what is printed (${facts["field"] ?? "the root"}) is not what the signed note says`;
    case "way-leads-elsewhere":
      return `from entry ${seq} it leads to another root than the head's`;
    case "another-place":
      return `it is at the place of number ${Number(facts["index"]) + 1}, and the entry says ${facts["leafSays"]}`;
    case "not-the-count":
      return `the entry is of type ${facts["type"]}, not the count`;
    case "facts-contradict":
      return `what it says of ${facts["field"]} cannot be true beside the rest`;
    case "another-log":
      return `the file is of ${facts["groupBuyId"]}, and it says ${facts["leafSays"] ?? "something else"}`;
    case "out-of-order":
      return `at place ${facts["place"]} stands number ${facts["leafSays"]}: something was taken out, put in, or moved`;
    case "stamp-went-back":
      return `number ${seq} is stamped ${at(facts, "atMs")}, and something before it ${at(facts, "lastAtMs")}`;
    case "prev-differs":
      return `number ${facts["place"]} was added to another tree than the one before it: number ${seq} is not what it was`;
    case "root-differs":
      return `${names}: the entries come to another root`;
    case "size-differs":
      return `the head speaks of ${facts["size"]} entries, and here are ${facts["leaves"]}`;
    case "not-consistent":
      return "the newer tree did not grow from the older one";
    case "two-leaves":
      return `${names} have different entries for number ${seq}: ${bothOf(facts)}`;
    case "two-roots":
      return `${names} name different trees of ${facts["size"]} entries: ${bothOf(facts)}`;
    case "not-in-log":
      return `${names}: number ${seq} of the log is another entry`;
    case "rerun-differs":
      return `number ${seq} is not what follows from the entries before it: ${facts["what"] ?? "another decision"}`;
  }
}

function halvesOf({ keptSize, keptRoot, toldSize, toldRoot }: Facts): string {
  return `${keptRoot} for ${keptSize} entries, and ${toldRoot} for ${toldSize}`;
}

function bothOf({ signed, first, second }: Facts): string {
  const told = `${first} and ${second}`;
  if (signed === "both") return `${told}, both signed: whoever signed has told two histories`;
  return signed === "none"
    ? `${told}, neither signed by a key given`
    : `${told}, only the ${signed} signed by a key given`;
}

function keyTimeOf(facts: Facts): string {
  if (facts["standing"] === "signed-again") {
    return `the key came after the stamp of ${at(facts, "atMs")}: an older entry, signed again`;
  }
  if (facts["standing"] === "vouched") {
    return `the key was revoked from ${at(facts, "revokedFromMs")} on, but the signed log has this very entry`;
  }
  return `the key was valid at ${at(facts, "atMs")}`;
}

function countOf(facts: Facts): string {
  const sums = `${facts["verifiedQuantity"]} counted of ${facts["members"]} members, deposits ${facts["depositsTotalMinor"]} in minor units`;
  return [
    `${facts["outcome"] === "reached" ? "reached" : "below the minimum"} at the deadline ${at(facts, "closesAtMs")}`,
    facts["lastInTimeSeq"] === null
      ? "nobody in time"
      : `last in time number ${facts["lastInTimeSeq"]} at ${at(facts, "lastInTimeAtMs")}`,
    facts["firstLateSeq"] === null
      ? "nobody late"
      : `first late number ${facts["firstLateSeq"]} at ${at(facts, "firstLateAtMs")}`,
    sums,
    `from the tree of ${facts["treeSize"]} entries`,
  ].join("; ");
}

function typeOf({ type, code = null }: Facts): string {
  return code === null ? `${type}` : `${type} (${code})`;
}

function marginOf({ marginMs }: Facts): string {
  const margin = Number(marginMs);
  if (margin === 0) return "at it";
  return `${spanOf(Math.abs(margin))} ${margin > 0 ? "before" : "after"} it`;
}

/** Exact where it decides something, and in days where it does not. */
function spanOf(ms: number): string {
  const [unit, inMs] = UNITS.find(([, one]) => ms >= 2 * one) ?? ["ms", 1];
  return `${Math.floor((ms / inMs) * 10) / 10} ${unit}`;
}

const UNITS: readonly (readonly [string, number])[] = [
  ["days", 86_400_000],
  ["hours", 3_600_000],
  ["minutes", 60_000],
];

/** `2026-12-01 11:30:00.000 UTC` */
function at(facts: Facts, field: string): string {
  const value = facts[field];
  if (typeof value !== "number" || value < 0) return "an unknown time";
  return value > LAST_INSTANT_MS ? `${value} ms` : `${formatInstant(value).replace("T", " ").replace("Z", "")} UTC`;
}

/** Beyond it there is no date; a leaf may say any number. */
const LAST_INSTANT_MS = 8_640_000_000_000_000;
