// The audit log's entries in one line each.

export interface AuditEntry {
  number: number;
  at: string;
  actor: { kind: string; id: string | null; name: string | null };
  action: string;
  object: string | null;
  detail: unknown;
  ip: string | null;
  /** Only some servers show it. */
  hash?: string;
}

export interface Verification {
  ok: boolean;
  rows: number;
  firstBad: number | null;
  reason?: string;
}

/** The detail as readable pairs; an object's empty or missing values are left out. */
export function detailText(detail: unknown): string {
  if (detail == null || detail === undefined) return "";
  if (typeof detail !== "object") return String(detail);
  return Object.entries(detail)
    .filter(([, value]) => value != null && value !== "")
    .map(([key, value]) => `${key}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(" · ");
}

/** Enough of a hash to compare by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}
