/** A field for one kind of identifier. */
export interface Field {
  /** Label and control. */
  readonly node: HTMLElement;
  readonly input: HTMLInputElement;
  /** The identifier in wire form, `undefined` while it cannot be one. */
  value(): string | undefined;
  /** Puts a text in; `whole` when it is a complete identifier and not the beginning of one. */
  set(text: string, whole?: boolean): void;
}
