/** Made by `catalogue-plugin.ts`: a loader for each group of each language. */
declare module "virtual:messages" {
  type Loader = () => Promise<{ readonly default: import("./translate.ts").Catalogue }>;
  export const loaders: Readonly<Record<string, Readonly<Record<string, Loader>>>>;
}
