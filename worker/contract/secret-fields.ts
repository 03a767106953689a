/** Fields of requests whose value opens an account or says where money goes: they are never printed back. */
export const SECRET_FIELDS: ReadonlySet<string> = new Set(["code", "token", "account", "payoutAccount"]);

/** A key of ours, wherever it was written by mistake. */
export const SECRET_TEXT = /gbk_(?:live|test)_/;
