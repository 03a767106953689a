import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Sqlite } from "./sqlite.ts";

const MIGRATIONS = resolve(import.meta.dirname, "../../../migrations");

/** A database with all migrations of a folder, made once and copied from then on. */
export function migrated(folder: "catalogue" | "search"): Sqlite {
  let image = images.get(folder);
  if (!image) {
    const made = new Sqlite();
    for (const file of globSync(`${MIGRATIONS}/${folder}/*.sql`).sort()) made.run(readFileSync(file, "utf8"));
    image = made.image();
    images.set(folder, image);
    made.close();
  }
  return new Sqlite(image);
}

const images = new Map<string, Uint8Array>();
