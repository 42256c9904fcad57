import { type Key, useT } from "../lib/i18n/index.ts";

const levelKeys: Record<string, Key> = { normal: "levelNormal", silver: "levelSilver", gold: "levelGold" };

/** A customer's level as a word. */
export function useLevelName(): (level: string) => string {
  const t = useT();
  return (level) => levelKeys[level] === undefined ? level : t(levelKeys[level]);
}

/** A customer's level beside the name; the usual one is not worth a mark. */
export function LevelTag({ level }: { level: string | null }) {
  const nameOf = useLevelName();
  if (level == null || level === "" || level === "normal") return null;
  return <span className={level === "VIP" || level === "gold" ? "tag gold" : "tag"}>{nameOf(level)}</span>;
}
