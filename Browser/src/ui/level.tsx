/** A customer's level; the high ones stand out. */
export function LevelTag({ level }: { level: string | null }) {
  if (level === null || level === "") return null;
  return <span className={/vip|gold|金|钻|高/i.test(level) ? "tag gold" : "tag"}>{level}</span>;
}
