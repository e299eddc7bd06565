declare const __HASHES__: Readonly<Record<string, string>>;
declare const __VERSION__: string;

/** What the build writes into the script: the hash in the name of each file that it may download, by logical name. */
export const hashes = __HASHES__;
export const version: string = __VERSION__;
