/** The recipe of docs/verify.md, as it stands there: its scripts by name, and what to type for a receipt and for a proof. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DOCUMENT =
  readFileSync(new URL("../../docs/verify.md", import.meta.url), "utf8").split("## With OpenSSL")[1] ?? "";
const blocksOf = (language: string) =>
  [...DOCUMENT.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(([, code = ""]) => code);

export const SCRIPTS = blocksOf("python").map((code) => [/^# (\S+\.py)\n/.exec(code)?.[1] ?? "", code] as const);
export const [RECEIPT = "", PROOF = ""] = blocksOf("sh");

const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
export const isRecipeRunnable = has("python3", "--version") && has("openssl", "version");

/** Types one block of the document in a folder that has the files it asks for. */
export function runRecipe(block: string, folder: string): { readonly status: number | null; readonly said: string } {
  for (const [name, text] of SCRIPTS) writeFileSync(join(folder, name), text);
  const { status, stdout, stderr } = spawnSync("sh", ["-ec", block], { cwd: folder, encoding: "utf8" });
  return { status, said: `${stdout}${stderr}` };
}
