declare module "virtual:messages" {
  import type { Catalogue } from "./translate.ts";
  export const loaders: Record<string, Record<string, () => Promise<{ default: Catalogue }>>>;
}
