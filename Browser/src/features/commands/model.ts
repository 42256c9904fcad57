// Finding a command by a few letters.

export interface Command {
  key: string;
  group: string;
  label: string;
  /** Other words it is found by, such as its name in the other language. */
  also?: string;
  hint?: string;
  run: () => void;
}

const RESULTS_MAX = 40;

/** How well a text answers a query: a start beats a word's start beats any place; null when it does not. */
export function scoreOf(text: string, query: string): number | null {
  const place = text.toLowerCase().indexOf(query);
  if (place === 0) return 3;
  if (place > 0) return /[\s·#/]/.test(text.charAt(place - 1)) ? 2 : 1;
  return null;
}

/** The commands that answer a query, best first; all of them, in their own order, for an empty one. */
export function search(commands: readonly Command[], query: string): Command[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return commands.slice(0, RESULTS_MAX);
  const scored = commands.flatMap((command) => {
    const text = `${command.label} ${command.also ?? ""}`;
    const scores = words.map((word) => scoreOf(text, word));
    return scores.includes(null) ? [] : [{ command, score: scores.reduce<number>((sum, one) => sum + (one ?? 0), 0) }];
  });
  scored.sort((left, right) => right.score - left.score);
  return scored.slice(0, RESULTS_MAX).map((one) => one.command);
}

/** Results by group, in the order in which groups first appear. */
export function grouped(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, [...groups.get(command.group) ?? [], command]);
  return [...groups];
}
