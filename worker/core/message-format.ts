/**
 * The subset of ICU message syntax that the catalogues use: `{name}`, `{n, plural, =0 {…} one {…} other {# …}}` and
 * `{x, select, a {…} other {…}}`, nested at will. A `'{'` in quotes is a plain brace. Why it is ours: docs/adr/0009.
 */
export type MessageNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "argument"; readonly name: string }
  | { readonly kind: "count" } // the # of the nearest plural
  | { readonly kind: "plural"; readonly name: string; readonly cases: Readonly<Record<string, readonly MessageNode[]>> }
  | {
      readonly kind: "select";
      readonly name: string;
      readonly cases: Readonly<Record<string, readonly MessageNode[]>>;
    };

/** Reads one message. Throws on a syntax error: a broken catalogue must break the build, not a page. */
export function parseMessage(source: string): readonly MessageNode[] {
  const cursor = { source, at: 0 };
  const nodes = parseNodes(cursor, false);
  if (cursor.at < source.length) throw new Error(`Unmatched "}" at ${cursor.at} in "${source}"`);
  return nodes;
}

interface Cursor {
  readonly source: string;
  at: number;
}

function parseNodes(cursor: Cursor, inPlural: boolean): MessageNode[] {
  const nodes: MessageNode[] = [];
  let text = "";
  const flush = () => {
    if (text !== "") nodes.push({ kind: "text", text });
    text = "";
  };
  while (cursor.at < cursor.source.length) {
    const character = cursor.source.charAt(cursor.at);
    if (character === "}") break;
    if (character === "'" && "{}#".includes(cursor.source.charAt(cursor.at + 1) || " ")) {
      text += cursor.source.charAt(cursor.at + 1);
      cursor.at += cursor.source.charAt(cursor.at + 2) === "'" ? 3 : 2;
    } else if (character === "{") {
      flush();
      nodes.push(parsePlaceholder(cursor));
    } else if (character === "#" && inPlural) {
      flush();
      nodes.push({ kind: "count" });
      cursor.at += 1;
    } else {
      text += character;
      cursor.at += 1;
    }
  }
  flush();
  return nodes;
}

function parsePlaceholder(cursor: Cursor): MessageNode {
  expect(cursor, "{");
  const name = word(cursor);
  if (peek(cursor) === "}") {
    cursor.at += 1;
    return { kind: "argument", name };
  }
  expect(cursor, ",");
  const kind = word(cursor);
  if (kind !== "plural" && kind !== "select") throw new Error(`Unknown format "${kind}" in "${cursor.source}"`);
  expect(cursor, ",");
  const cases: Record<string, readonly MessageNode[]> = {};
  while (peek(cursor) !== "}") {
    const label = word(cursor);
    expect(cursor, "{");
    cases[label] = parseNodes(cursor, kind === "plural");
    expect(cursor, "}");
  }
  expect(cursor, "}");
  if (cases["other"] === undefined) throw new Error(`No "other" case for ${name} in "${cursor.source}"`);
  return { kind, name, cases };
}

function peek(cursor: Cursor): string {
  while (/\s/.test(cursor.source.charAt(cursor.at))) cursor.at += 1;
  return cursor.source.charAt(cursor.at);
}

function expect(cursor: Cursor, character: string): void {
  if (peek(cursor) !== character) {
    throw new Error(`Expected "${character}" at ${cursor.at} in "${cursor.source}"`);
  }
  cursor.at += 1;
}

function word(cursor: Cursor): string {
  peek(cursor);
  const found = /^=?[\w-]+/.exec(cursor.source.slice(cursor.at))?.[0];
  if (found === undefined) throw new Error(`Expected a name at ${cursor.at} in "${cursor.source}"`);
  cursor.at += found.length;
  return found;
}
