// How long to wait before the next attempt.

const FIRST_MILLISECONDS = 500;
const LONGEST_MILLISECONDS = 10_000;

/**
 * The pause before an attempt, doubled each time up to ten seconds. `chance` in 0..<1 spreads many pages apart,
 * so that a restarted server is not met by all of them in the same moment.
 */
export function pauseBefore(attempt: number, chance: number): number {
  if (attempt <= 0) return 0;
  const full = Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** (attempt - 1));
  return Math.round(full * (0.5 + chance / 2));
}
