export const HUES = 6;

/** One of a few colours, spread evenly over ids. */
export function hueOf(id: string): number {
  let total = 0;
  for (const character of id) total = (total * 31 + (character.codePointAt(0) ?? 0)) % 997;
  return total % HUES;
}

/** The family name of a Chinese name, the first letter of another; masked names keep what is readable. */
export function initialOf(name: string): string {
  const first = [...name.trim()].find((character) => /[\p{L}\p{N}]/u.test(character));
  return first === undefined ? "?" : first.toUpperCase();
}
