/** The newest migrations that this code was written for; test/unit/migrations.test.ts compares them with the folders. */
export const CATALOGUE_MIGRATION = "0022_interest_finds.sql";
export const SEARCH_MIGRATION = "0004_index_keeping.sql";
