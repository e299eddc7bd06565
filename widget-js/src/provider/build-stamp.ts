/** File names, below the server's base, that the build writes into the script. */
export interface Assets {
  readonly ui: string;
  /** The custom element, which imports `ui`. */
  readonly element: string;
  /** Languages other than English, by tag. */
  readonly lang: Readonly<Record<string, string>>;
}

declare const __ASSETS__: Assets;
declare const __VERSION__: string;

export const assets: Assets = __ASSETS__;
export const version: string = __VERSION__;
