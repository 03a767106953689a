/** The documents say what is there: rules that tests name, files that exist, decisions in their index, measured colours. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/tools.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const find = (...patterns: string[]) => globSync(patterns, { cwd: root }).toSorted();

const DOCUMENTS = [...find("docs/**/*.md"), "README.md", "CONTRIBUTING.md", "CHANGELOG.md"];
const DECISIONS = find("docs/adr/[0-9]*.md");

describe("docs/rules.md", () => {
  const defined = [...read("docs/rules.md").matchAll(/^\*\*([A-Z]{1,2}\d+) /gm)].map(([, id = ""]) => id);
  const families = new Set(defined.map(familyOf));

  test("gives each number once", () => {
    expect(defined.length).toBeGreaterThan(100);
    expect(defined.filter((id, index) => defined.indexOf(id) !== index)).toEqual([]);
  });

  test("has every rule that a test names in its title", () => {
    const cited = find("test/**/*.ts").flatMap((path) =>
      titlesIn(read(path)).flatMap((title) => idsIn(title).map((id) => `${id} in ${path}`)),
    );
    expect(cited.length).toBeGreaterThan(50);
    expect(cited.filter((use) => !defined.includes(use.split(" ")[0] ?? ""))).toEqual([]);
  });

  test("has every rule that a comment names", () => {
    const cited = find("worker/**/*.ts", "migrations/**/*.sql").flatMap((path) =>
      commentsIn(read(path)).flatMap((comment) => idsIn(comment).map((id) => `${id} in ${path}`)),
    );
    expect(cited.length).toBeGreaterThan(50);
    expect(cited.filter((use) => !defined.includes(use.split(" ")[0] ?? ""))).toEqual([]);
  });

  test("says of each rule where it is decided, what proves it, or how far it holds", () => {
    const paragraphs = read("docs/rules.md")
      .split(/\n\n+/)
      .filter((text) => /^\*\*[A-Z]{1,2}\d+ /.test(text));
    expect(paragraphs.filter((text) => !/→|✓|\*(?:Reserved|Narrowed)/.test(text))).toEqual([]);
  });

  /** Only families that the rules have: "D1" is a database, and "RFC 8032" no rule. */
  function idsIn(text: string): string[] {
    return [...text.matchAll(/\b[A-Z]{1,2}\d{1,2}\b/g)].map(([id]) => id).filter((id) => families.has(familyOf(id)));
  }
});

describe("what documents name", () => {
  test.each(DOCUMENTS)("%s: files and links lead somewhere", (document) => {
    const text = withoutFences(read(document));
    const named = [...text.matchAll(/`([^`\s]+)`/g)].map(([, path = ""]) => path).filter(isPath);
    const missing = named.filter((path) =>
      path.includes("*") ? find(path).length === 0 : !existsSync(join(root, path)),
    );

    const linked = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
    const broken = linked.filter((target) => !/^https?:/.test(target) && !leads(document, target));
    expect([...missing, ...broken]).toEqual([]);
  });

  test("comments name documents that exist", () => {
    const places = find("worker/**/*.ts", "web/**/*.{ts,svelte,css}", "scripts/**/*.{ts,mjs}", "*.{mjs,ts,js}");
    const named = places.flatMap((path) => [...read(path).matchAll(/docs\/[\w/-]+(?:\.md)?/g)].map(([name]) => name));
    expect(named.filter((name) => find(name, `${name}.md`, `${name}-*.md`).length === 0)).toEqual([]);
  });

  test("a npm script that is named exists", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = DOCUMENTS.flatMap((path) => [...read(path).matchAll(/npm run (?:-s )?([a-z0-9:-]+)/g)]);
    expect(named.map(([, name = ""]) => name).filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe("docs/adr", () => {
  test("the index lists every decision under its title and status, and nothing else", () => {
    const listed = [...read("docs/adr/README.md").matchAll(/^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \| (.+) \|$/gm)];
    const rows = listed.map(([, number, file, title, status]) => ({ number, file, title, status }));
    expect(rows).toEqual(DECISIONS.map(rowOf));
  });

  test("numbers follow one another", () => {
    expect(DECISIONS.map((path) => Number(basename(path).slice(0, 4)))).toEqual(DECISIONS.map((_, index) => index + 1));
  });

  test.each(DECISIONS)("%s has its five parts on one page", (path) => {
    const text = read(path);
    expect(text).toMatch(/^Status: (?:proposed|accepted|superseded by \d{4}), \d{4}-\d\d-\d\d$/m);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, part]) => part)).toEqual([
      "Problem",
      "Decision",
      "Alternatives",
      "Consequences",
    ]);
    expect(text.split("\n").length).toBeLessThan(60);
  });

  function rowOf(path: string) {
    const text = read(path);
    return {
      number: basename(path).slice(0, 4),
      file: basename(path),
      title: /^# \d{4} (.+)$/m.exec(text)?.[1],
      status: /^Status: (\w+)/m.exec(text)?.[1],
    };
  }
});

describe("docs/design.md", () => {
  const tokens = new Map(
    [...read("web/lib/ui/tokens.css").matchAll(/--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));/g)].map(
      ([, name = "", light, dark, both]) => [name, { light: light ?? both ?? "", dark: dark ?? both ?? "" }],
    ),
  );

  test.each(["ink", "slate", "link", "good", "bad", "line"])("the contrast of %s is the one of the tokens", (name) => {
    const measured = (["light", "dark"] as const).map(
      (theme) => `${name} | ${ratio(name, "paper", theme)} | ${ratio(name, "mist", theme)}`,
    );
    expect(read("docs/design.md")).toContain(`| ${measured.join(" | | ")} |`);
  });

  test("so is that of the boards", () => {
    const rows = [
      `| white on ultramarine | ${contrast("#ffffff", colour("ultramarine", "light"))} |`,
      `| night ink on marigold | ${ratio("night-ink", "marigold", "light")} by day, ${ratio("night-ink", "marigold", "dark")} by night |`,
      `| white on pine | ${contrast("#ffffff", colour("pine", "light"))} |`,
      `| bad on its wash | ${ratio("bad", "bad-wash", "light")} by day, ${ratio("bad", "bad-wash", "dark")} by night |`,
    ];
    for (const row of rows) expect(read("docs/design.md")).toContain(row);
  });

  function ratio(text: string, ground: string, theme: "light" | "dark"): string {
    return contrast(colour(text, theme), colour(ground, theme));
  }

  function colour(name: string, theme: "light" | "dark"): string {
    const token = tokens.get(name);
    expect(token, name).toBeDefined();
    return token?.[theme] ?? "";
  }
});

function familyOf(id: string): string {
  return id.replace(/\d+$/, "");
}

function titlesIn(source: string): string[] {
  return [...source.matchAll(/\b(?:describe|test|it)(?:\.\w+)?(?:\([^)]*\))?\(\s*(["'`])(.*?)\1/gs)].map(
    ([, , title = ""]) => title,
  );
}

function commentsIn(source: string): string[] {
  return [...source.matchAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*|^--.*/gm)].map(([comment]) => comment);
}

function withoutFences(markdown: string): string {
  return markdown.replaceAll(/^```[\s\S]*?^```/gm, "");
}

/** A path of this repository: below one of its folders, or a file at its top. What tools make is not there yet. */
function isPath(text: string): boolean {
  return /^(?:docs|migrations|scripts|test|web|worker)\/[\w@./[\]+*-]+$/.test(text);
}

/** A link inside the repository, with its heading where it names one. */
function leads(document: string, target: string): boolean {
  const [file = "", heading] = target.split("#");
  const path = file === "" ? document : relative(root, join(root, dirname(document), file));
  if (!existsSync(join(root, path))) return false;
  return (
    heading === undefined || [...read(path).matchAll(/^#+ (.+)$/gm)].some(([, title = ""]) => slug(title) === heading)
  );
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-");
}

/** WCAG 2.2, relative luminance and contrast ratio, to one digit. */
function contrast(a: string, b: string): string {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((lighter + 0.05) / (darker + 0.05)).toFixed(1);
}

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
