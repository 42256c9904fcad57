// What the settings are about.

import type { Presence, Role } from "../../lib/types.ts";

export interface Skill {
  name: string;
  /** From 0, none, to 1, the best. */
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

/** One attempt to deliver an event to a channel's webhook. */
export interface Delivery {
  id: string;
  at: string;
  event?: string;
  url?: string;
  status: number | string | null;
  attempts?: number;
  error?: string | null;
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
