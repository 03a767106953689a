/** A file of variables (.dev.vars, production.vars), changed as a whole or not at all. */
import { closeSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { parseEnv } from "node:util";

/** A change of a file that is refused; the file is as it was. */
export class VarsRefused extends Error {}

export type Vars = Readonly<Record<string, string | undefined>>;

/**
 * Writes the changed file beside the old one, and puts it in its place when all of it is on the disk. Whatever ends this
 * half-way leaves the old file. The new one, begun, keeps others out meanwhile.
 *
 * @param change the variables to set; one that throws changes nothing
 */
export async function changeVars(path: string, change: (vars: Vars) => Promise<Vars>): Promise<void> {
  const place = placeOf(path);
  const beside = `${place}.new`;
  const descriptor = begin(beside);
  try {
    try {
      const before = readFileSync(place, "utf8");
      writeSync(descriptor, withVars(before, await change(parseEnv(before))));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, place);
  } catch (error) {
    rmSync(beside, { force: true });
    throw isOfSystem(error) ? new VarsRefused(`${path} cannot be changed: ${error.message}`) : error;
  }
  flushFolder(dirname(place));
}

/** Where the file itself lies: a link to it stays a link. */
function placeOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw new VarsRefused(`${path} is not there`);
  }
}

function begin(beside: string): number {
  try {
    return openSync(beside, "wx", 0o600);
  } catch (error) {
    if (isOfSystem(error) && error.code === "EEXIST") {
      throw new VarsRefused(
        `${beside} is there: another change is under way, or one was cut off. If none is, remove it; nothing of it is in use`,
      );
    }
    throw new VarsRefused(
      `nothing can be written beside it: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The same text with these variables; every other line stays, remarks and order too. */
export function withVars(text: string, changes: Vars): string {
  let changed = text;
  for (const [name, value = ""] of Object.entries(changes)) {
    const line = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=.*$`, "gm");
    const [found, ...more] = [...changed.matchAll(line)].map(([all]) => all);
    if (more.length > 0) throw new VarsRefused(`${name} stands there ${more.length + 1} times: remove all but one`);
    // What goes on in the next line would stay behind, and it may be half a key.
    if (found !== undefined && parseEnv(found)[name] !== parseEnv(text)[name]) throw new VarsRefused(spread(name));
    const gap = changed === "" || changed.endsWith("\n") ? "" : "\n";
    const told = `${name}='${value}'`;
    changed = found === undefined ? `${changed}${gap}${told}\n` : changed.replace(line, () => told);
  }
  const [after, wanted] = [parseEnv(changed), { ...parseEnv(text), ...changes }];
  const odd = [...Object.keys(after), ...Object.keys(wanted)].find((name) => after[name] !== wanted[name]);
  if (odd !== undefined) throw new VarsRefused(spread(odd));
  return changed;
}

function spread(name: string): string {
  return `${name} is not in one line: write ${name}='…' in one`;
}

function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/** The new name of a file is on the disk when its folder is; where folders cannot be flushed, the system does it. */
function flushFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, "r");
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // The file is whole either way: it is the old one or the new one.
  }
}
