import type { Key } from "../../lib/i18n/index.ts";

export const PASSWORD_CHARACTERS_MIN = 12;

/** What is wrong with a new password as far as this page can tell; the server has the last word. */
export function passwordProblem(login: string, present: string, next: string, repeat: string): Key | null {
  if ([...next].length < PASSWORD_CHARACTERS_MIN) return "passwordShort";
  if (next.toLowerCase().includes(login.toLowerCase())) return "passwordLogin";
  if (next === present) return "passwordSame";
  return next === repeat ? null : "passwordMismatch";
}
