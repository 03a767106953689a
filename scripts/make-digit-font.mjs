// Cuts the digit face out of Archivo: width 68, weight 650, digits and the few signs of clocks and prices.
// Run it by hand when the set of signs changes; the result is committed and inlined into the first HTML.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const SIGNS = "0123456789:.,-+–−%d €$£¥";
const WIDTH = 68;
const WEIGHT = 650;
const BYTES_MAXIMUM = 4_000; // below Vite's inline limit, so that the face never waits for a second request

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = createRequire(import.meta.url).resolve(
  "@fontsource-variable/archivo/files/archivo-latin-standard-normal.woff2",
);
const target = join(root, "web/lib/ui/fonts/archivo-digits.woff2");

const face = await subsetFont(await readFile(source), SIGNS, {
  targetFormat: "woff2",
  variationAxes: { wdth: WIDTH, wght: WEIGHT },
});
if (face.length > BYTES_MAXIMUM) throw new Error(`The digit face grew to ${face.length} bytes`);
await writeFile(target, face);
console.log(`${target.slice(root.length + 1)}: ${face.length} bytes`);
