/**
 * Documents whose commands are run and whose answers are compared: a fence of `sh` is executed, a fence of `json` or
 * `http` right after it is what it answered. One shell runs all of them in order, so that variables stay.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ended } from "./tools.ts";

/** One command, or several that belong together, with what the document shows as the answer. */
export interface Step {
  /** The line of the document on which it begins. */
  readonly line: number;
  readonly command: string;
  readonly shown: { readonly kind: "json" | "http"; readonly text: string; readonly line: number } | null;
}

/** Stands for what is left out: further fields of an object, further items of a list. */
const MORE = "…";

const FENCE = /^```(\w+)\n([\s\S]*?)^```$/gm;

/** The steps of a document, in order. An answer that follows no command is a mistake of the document. */
export function stepsIn(document: string): Step[] {
  const steps: { line: number; command: string; shown: Step["shown"] }[] = [];
  for (const match of document.matchAll(FENCE)) {
    const [, kind = "", text = ""] = match;
    const line = document.slice(0, match.index).split("\n").length;
    if (kind === "sh") steps.push({ line, command: text.trimEnd(), shown: null });
    if (kind !== "json" && kind !== "http") continue;
    const step = steps.at(-1);
    if (step?.shown !== null) throw new Error(`Line ${line}: this answers no command.`);
    step.shown = { kind, text, line };
  }
  return steps;
}

/** Runs the steps in one POSIX shell. Answers what each printed; a step that fails ends the run. */
export async function runSteps(steps: readonly Step[], env: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "transcript-"));
  try {
    const script = steps
      .map(
        ({ command, line }, i) =>
          `{\n${command}\n} >${i}.out 2>&1 || { echo "line ${line}"; cat ${i}.out; exit 1; } >&2`,
      )
      .join("\n");
    const shell = spawn("sh", ["-c", script], {
      cwd: folder,
      env: { ...process.env, no_proxy: "*", ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let complaint = "";
    shell.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
    if ((await ended(shell)) !== 0) throw new Error(`The shell stopped at ${complaint}`);
    return steps.map((_, i) => readFileSync(join(folder, `${i}.out`), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where what a step printed is not what the document shows; empty when it is. */
export function differences({ shown }: Step, printed: string): string[] {
  if (shown === null) return [];
  const { head, body } = partsOf(printed);
  const show = shown.kind === "http" ? partsOf(shown.text) : { head: [], body: shown.text };
  const missing = show.head
    .filter((line) => !head.some((real) => plain(real) === plain(line)))
    .map((line) => `there is no line "${line}" in: ${head.join(" | ")}`);
  if (show.body.trim() === "") return missing;
  return [...missing, ...unlike(JSON.parse(show.body), parsed(body), "")].map((text) => `line ${shown.line}: ${text}`);
}

/** The document with the answers that its commands have just given; what it leaves out stays left out. */
export function withAnswers(document: string, steps: readonly Step[], printed: readonly string[]): string {
  let next = 0;
  const answers = steps.flatMap((step, i) => (step.shown === null ? [] : [answerOf(step.shown, printed[i] ?? "")]));
  return document.replace(FENCE, (fence, kind: string) =>
    kind === "json" || kind === "http" ? `\`\`\`${kind}\n${answers[next++] ?? ""}\n\`\`\`` : fence,
  );
}

function answerOf(shown: NonNullable<Step["shown"]>, printed: string): string {
  const { head, body } = partsOf(printed);
  const show = shown.kind === "http" ? partsOf(shown.text) : { head: [], body: shown.text };
  const names = new Set(show.head.map((line) => line.split(/[: ]/)[0]?.toLowerCase()));
  const lines = head.filter((line) => names.has(line.split(/[: ]/)[0]?.toLowerCase()));
  if (show.body.trim() === "") return lines.join("\n");
  return [...lines, ...(lines.length > 0 ? [""] : []), printJson(kept(JSON.parse(show.body), parsed(body)))].join("\n");
}

/** The header lines, where curl was asked for them, and the body. */
function partsOf(text: string): { head: string[]; body: string } {
  const lines = text.replaceAll("\r", "");
  if (!lines.startsWith("HTTP/")) return { head: [], body: lines };
  const end = lines.indexOf("\n\n");
  const head = (end === -1 ? lines : lines.slice(0, end)).trimEnd().split("\n");
  return { head: head.map(lowered), body: end === -1 ? "" : lines.slice(end + 2) };
}

function lowered(line: string): string {
  const colon = line.indexOf(":");
  return line.startsWith("HTTP/") || colon === -1
    ? line.trim()
    : line.slice(0, colon).toLowerCase() + line.slice(colon).trimEnd();
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return `(no JSON) ${body}`;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unlike(shown: unknown, real: unknown, at: string): string[] {
  if (Array.isArray(shown) && Array.isArray(real)) {
    const isCut = shown.at(-1) === MORE;
    const items = isCut ? shown.slice(0, -1) : shown;
    if (isCut ? real.length < items.length : real.length !== items.length) return [`${at}: ${real.length} items`];
    return items.flatMap((item, i) => unlike(item, real[i], `${at}/${i}`));
  }
  if (isObject(shown) && isObject(real)) {
    const names = Object.keys(shown).filter((name) => name !== MORE);
    const extra = MORE in shown ? [] : Object.keys(real).filter((name) => !(name in shown));
    return [
      ...extra.map((name) => `${at}/${name} is answered and not shown`),
      ...names.flatMap((name) =>
        name in real ? unlike(shown[name], real[name], `${at}/${name}`) : [`${at}/${name} is shown and not answered`],
      ),
    ];
  }
  if (typeof shown === "string" && typeof real === "string" && (isMadeUp(at) || plain(shown) === plain(real)))
    return [];
  if (typeof shown === "number" && typeof real === "number" && at.endsWith("Ms") && real > 1e12) return [];
  return shown === real ? [] : [`${at}: ${JSON.stringify(shown)} is shown, ${JSON.stringify(real)} is answered`];
}

/** The real value in the extent of the shown one. */
function kept(shown: unknown, real: unknown): unknown {
  if (Array.isArray(shown) && Array.isArray(real)) {
    const isCut = shown.at(-1) === MORE;
    const items = real.slice(0, isCut ? shown.length - 1 : undefined).map((item, i) => kept(shown[i], item));
    return isCut ? [...items, MORE] : items;
  }
  if (typeof real === "string") return real.replace(/(gbk_(?:live|test)_)\w+/g, `$1${MORE}`); // Scanners look for keys.
  if (!isObject(shown) || !isObject(real)) return real;
  if (!(MORE in shown))
    return Object.fromEntries(Object.entries(real).map(([name, value]) => [name, kept(shown[name], value)]));
  const names = Object.keys(shown).filter((name) => name !== MORE && name in real);
  return { ...Object.fromEntries(names.map((name) => [name, kept(shown[name], real[name])])), [MORE]: MORE };
}

/** What differs from run to run, by kind: ids keep their prefix, all else of a text is compared as it is. */
const WILD: readonly (readonly [RegExp, string])[] = [
  [/gbk_(?:live|test)_[\w…]+/g, "<key>"],
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<uuid>"],
  [/\b([a-z]{2,4})_[0-9a-hjkmnp-tv-z]{26}\b/g, "<$1>"],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "<time>"],
  [/https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?/g, "<origin>"],
  [/\b[\w-]{12}@sandbox\.test/g, "<address>"],
  [/\b[0-9a-f]{20,64}\b/g, "<hash>"],
  [/\b[\w-]{43}(?![\w-])/g, "<hash>"],
  [/\b\d{8}\b/g, "<code>"],
  [/\b[0-9A-Z]{4}-[0-9A-Z]{2}\b/g, "<reference>"],
  [/Buyer \d+/g, "Buyer <number>"],
];

/** Fields whose every value is chance. */
function isMadeUp(pointer: string): boolean {
  return /\/(?:pseudonym|instance)$/.test(pointer);
}

function plain(text: string): string {
  return WILD.reduce((line, [pattern, name]) => line.replace(pattern, name), text);
}

const WIDTH = 110;

/** JSON as people write it: on one line where it fits. */
function printJson(value: unknown, indent = ""): string {
  const flat = oneLine(value);
  if (indent.length + flat.length <= WIDTH || typeof value !== "object" || value === null) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + printJson(item, inner)).join(",\n")}\n${indent}]`;
  const lines = Object.entries(value).map(
    ([name, item]) => `${inner}${JSON.stringify(name)}: ${printJson(item, inner)}`,
  );
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${oneLine(item)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
