/** `npm run format [-- paths]`: formats everything, or what is named. */
import { run } from "./tools.ts";

const paths = process.argv.slice(2);
process.exitCode = await run("prettier", ["--write", "--log-level=warn", ...(paths.length > 0 ? paths : ["."])]);
