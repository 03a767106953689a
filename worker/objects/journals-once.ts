/**
 * SQL of a book's own rows for a journal that arrives under a known id: the same movement again is nothing (L5), another one
 * is refused by the name of what differs (L6), as `compareJournals` says it.
 *
 * @param known the rows that can stand under `NEW.id`: a part of the table, where the index over ids is of that part
 */
export function journalsOnce(known: string): string {
  const accounts = (book: string) => `(SELECT json_group_array(value ->> 'account') FROM json_each(${book}entries))`;
  const amounts = (book: string) => `(SELECT json_group_array(value ->> 'amountMinor') FROM json_each(${book}entries))`;
  const refused = (what: string, differs: string) =>
    `SELECT RAISE(ABORT, 'transfer-exists-different-${what}') FROM journals WHERE ${known} AND ${differs};`;
  return `
  CREATE TRIGGER journals_once BEFORE INSERT ON journals WHEN EXISTS (SELECT 1 FROM journals WHERE ${known})
  BEGIN
    ${refused("currency", "currency <> NEW.currency")}
    ${refused("kind", "kind <> NEW.kind")}
    ${refused("reference", "ref_id <> NEW.ref_id")}
    ${refused("accounts", `${accounts("")} <> ${accounts("NEW.")}`)}
    ${refused("amount", `${amounts("")} <> ${amounts("NEW.")}`)}
    SELECT RAISE(IGNORE);
  END;
  `;
}
