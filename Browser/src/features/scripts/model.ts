// The script editor's rules: where a complaint points, and how its suggestion is taken.

export interface Script {
  id: string;
  code: string;
  trade: string;
  category: string;
  stage: string | null;
  title: string;
  titleEn: string | null;
  condition: string;
  template: string;
  priority: number;
  legalNote: string | null;
  active: boolean;
  updatedAt: string;
  version: number;
}

export type ScriptDraft = Omit<Script, "id" | "updatedAt" | "version">;

export type Part = "condition" | "template";

export interface Complaint {
  part: Part;
  /** UTF-16 offsets into the part; `end` is behind the last one. */
  start: number;
  end: number;
  code: string;
  message: string;
  suggestion: string | null;
}

export interface Attribute {
  name: string;
  type: string;
  values: string[];
  zh: string;
  en: string;
}

export interface CheckResult {
  ok: boolean;
  complaints: Complaint[];
  attributes: Attribute[];
}

export interface Piece {
  text: string;
  complaint: Complaint | null;
}

export const newScript: ScriptDraft = {
  code: "",
  trade: "",
  category: "",
  stage: "",
  title: "",
  titleEn: "",
  condition: "",
  template: "",
  priority: 10,
  legalNote: "",
  active: true,
};

/** What of a script can be edited. */
export function draftOf(script: Script): ScriptDraft {
  const { id: _id, updatedAt: _updatedAt, version: _version, ...draft } = script;
  return { ...draft, stage: draft.stage ?? "", titleEn: draft.titleEn ?? "", legalNote: draft.legalNote ?? "" };
}

/** The draft as the server takes it: empty optional texts are absent. */
export function bodyOf(draft: ScriptDraft): ScriptDraft {
  const absent = (text: string | null) => text == null || text.trim() === "" ? null : text.trim();
  return {
    ...draft,
    stage: absent(draft.stage),
    titleEn: absent(draft.titleEn),
    legalNote: absent(draft.legalNote),
  };
}

/** The text cut at its complaints; overlapping ones give way to the earlier, empty ones mark the place before. */
export function piecesOf(text: string, complaints: readonly Complaint[]): Piece[] {
  const pieces: Piece[] = [];
  let place = 0;
  const push = (end: number, complaint: Complaint | null) => {
    if (end > place) pieces.push({ text: text.slice(place, end), complaint });
    place = Math.max(place, end);
  };
  for (const complaint of [...complaints].sort((left, right) => left.start - right.start)) {
    const empty = complaint.end <= complaint.start;
    const start = Math.max(0, empty ? Math.min(complaint.start, text.length) - 1 : complaint.start);
    const end = Math.min(text.length, empty ? start + 1 : complaint.end);
    if (start < place) continue;
    push(start, null);
    push(end, complaint);
  }
  push(text.length, null);
  return pieces;
}

/** The text with a complaint's suggestion put in its place. */
export function corrected(text: string, complaint: Complaint): string {
  return text.slice(0, complaint.start) + (complaint.suggestion ?? "") + text.slice(complaint.end);
}

/** Line and column, both from 1, as people count them. */
export function positionOf(text: string, start: number): { line: number; column: number } {
  const lines = text.slice(0, start).split("\n");
  return { line: lines.length, column: [...lines.at(-1) ?? ""].length + 1 };
}

/** The values a list can be filtered by, as they occur. */
export function valuesOf(scripts: readonly Script[], field: "category" | "trade"): string[] {
  return [...new Set(scripts.map((script) => script[field]))].filter((value) => value !== "").sort();
}
