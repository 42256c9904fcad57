// What the settings are about.

import type { Presence, Role } from "../../lib/types.ts";

export interface Skill {
  name: string;
  /** From 1, a beginner, to 5, the best. */
  level: number;
}

export interface Agent {
  id: string;
  login: string;
  name: string;
  nameEn: string | null;
  role: Role;
  team: { id: string; name: string } | null;
  skills: Skill[];
  capacity: number;
  open: number;
  presence: Presence;
  active: boolean;
}

export interface Channel {
  id: string;
  key: string;
  kind: string;
  name: string;
  active: boolean;
  allowedOrigins: string[];
  greeting: string | null;
  embed: string | null;
  webhookURL: string | null;
  secretHint: string | null;
}

/** One event on its way to a channel's webhook. */
export interface Delivery {
  id: string;
  event: string;
  state: "waiting" | "delivered" | "failed";
  attempts: number;
  createdAt: string;
  settledAt: string | null;
  /** What the other side answered, or why it could not be reached. */
  outcome: string | null;
}

export interface Parked {
  arrow: string;
  stream: string;
  position: number;
  kind: string;
  error: string;
  attempts: number;
  at: string;
}
