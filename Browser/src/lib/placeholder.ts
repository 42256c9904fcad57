// Personal data in a text is replaced by the server with ⟦kind:masked form:id⟧; people see the masked form.

export interface Hidden {
  /** The placeholder as it stands in the text. */
  text: string;
  kind: string;
  masked: string;
}

const PATTERN = /⟦([a-z_]+):([^⟦⟧]*):([0-9A-Fa-f-]{36})⟧/g;

/** The text in pieces: plain ones, and what is hidden. */
export function placeholdersIn(text: string): (string | Hidden)[] {
  const pieces: (string | Hidden)[] = [];
  let place = 0;
  for (const match of text.matchAll(PATTERN)) {
    if (match.index > place) pieces.push(text.slice(place, match.index));
    pieces.push({ text: match[0], kind: match[1] ?? "", masked: match[2] ?? "" });
    place = match.index + match[0].length;
  }
  if (place < text.length) pieces.push(text.slice(place));
  return pieces;
}

/** The text as a reader sees it. */
export function shown(text: string): string {
  return placeholdersIn(text).map((piece) => typeof piece === "string" ? piece : piece.masked).join("");
}
