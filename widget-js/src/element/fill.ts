/** Replaces `{name}` in a text; the result keeps nodes as they are. */
export function fillNodes(text: string, values: Record<string, string | number | Node>): (string | Node)[] {
  return text.split(/\{(\w+)\}/).map((piece, i) => {
    const value = i % 2 ? (values[piece] ?? '') : piece;
    return typeof value === 'number' ? `${value}` : value;
  });
}

/** Replaces `{name}` in a text. */
export function fill(text: string, values: Record<string, string | number>): string {
  return fillNodes(text, values).join('');
}
