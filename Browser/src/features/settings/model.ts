// The settings' rules.

import type { Agent, Skill } from "./types.ts";

export const LEVEL_MAX = 5;

/** Every skill that anyone has, in the order of the alphabet. */
export function skillNames(agents: readonly Agent[]): string[] {
  return [...new Set(agents.flatMap((agent) => agent.skills.map((skill) => skill.name)))].sort();
}

export function levelOf(agent: Agent, name: string): number {
  return agent.skills.find((skill) => skill.name === name)?.level ?? 0;
}

/** The skills with one level changed; a level of zero is no skill. */
export function withLevel(skills: readonly Skill[], name: string, level: number): Skill[] {
  const bounded = Math.min(LEVEL_MAX, Math.max(0, Math.round(level)));
  const others = skills.filter((skill) => skill.name !== name);
  return bounded === 0 ? others : [...others, { name, level: bounded }];
}

/** Reads the pages a widget may be put on, one origin a line; null when one of them is not an origin. */
export function parseOrigins(text: string): string[] | null {
  const lines = text.split(/[\s,，]+/).filter((line) => line !== "");
  const origins: string[] = [];
  for (const line of lines) {
    try {
      const url = new URL(line);
      if (!/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search !== "" || url.hash !== "") return null;
      origins.push(url.origin);
    } catch {
      return null;
    }
  }
  return [...new Set(origins)];
}
