// The words that the server and the pages share (docs/guide/protocol.md and the HTTP interface).
// What is not known may come as null or not at all, so the pages compare it with `== null`.

export interface Money {
  /** Integer minor units, for example 分 or cents. */
  minor: number;
  currency: string;
}

export type AuthorKind = "customer" | "agent" | "bot" | "system";

export interface Message {
  conversation: string;
  seq: number;
  id: string;
  clientId: string | null;
  author: { kind: AuthorKind; id: string | null; name: string | null };
  kind: "text" | "event";
  text: string;
  at: string;
}

export interface Receipts {
  customer: { delivered: number; read: number };
  agent: { delivered: number; read: number };
}

export type Role = "administrator" | "supervisor" | "agent";
export type Presence = "online" | "busy" | "offline";

export interface Colleague {
  id: string;
  login: string;
  name: string;
  nameEn: string | null;
  role: Role;
  presence: Presence;
}

export interface Session {
  agent: Colleague;
  csrf: string;
  mustChangePassword: boolean;
}

export interface About {
  name: string;
  version: string;
  demo: boolean;
  company: { name: string; nameEn: string | null };
  shopURL: string | null;
  demoAccounts: { login: string; role: Role; name: string; password?: string }[] | null;
}

export interface Named {
  id: string;
  name: string;
}

export interface Label {
  label: string;
  name: string;
  nameEn: string;
}

export type ConversationState = "waiting" | "bot" | "open" | "closed";
export type Stage = "lead" | "qualified" | "proposal" | "won" | "lost";

export interface Conversation {
  id: string;
  number: number;
  customer: { id: string; name: string; level: string | null; region: string | null };
  channel: { id: string; kind: string; name: string };
  state: ConversationState;
  agent: Named | null;
  lastSeq: number;
  lastText: string | null;
  lastAuthor: AuthorKind | null;
  lastAt: string | null;
  readByAgent: number;
  unread: number;
  intent: (Label & { confidence: number }) | null;
  deal: { id: string; stage: Stage; amount: Money | null } | null;
  openedAt: string;
  receipts?: Receipts;
  contribution?: number;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface MessagePage {
  items: Message[];
  lastSeq: number;
  receipts: Receipts | null;
}

export interface Bilingual {
  zh: string;
  en: string;
}

export interface Suggestion {
  script: string;
  code: string;
  title: string;
  titleEn: string | null;
  text: string;
  category: string;
  legalNote: string | null;
  why: Bilingual[];
  score: number;
}

export interface Entity {
  kind: string;
  text: string;
  value: string | number | null;
  start: number;
  end: number;
}

export interface Understanding {
  seq: number;
  intent: Label;
  confidence: number;
  alternatives: (Label & { confidence: number })[];
  because: { term: string; weight: number }[];
  entities: Entity[];
  outOfScope: boolean;
  model: string;
}

export interface Candidate {
  agent: Named;
  skill: number;
  capacity: number;
  conversion: number;
  weight: number;
  chosen: boolean;
  reason: Bilingual;
}

export interface Placement {
  agent: Named;
  at: string;
  policy: string;
  propensity: number;
  sentence: Bilingual;
  considered: Candidate[];
}

export interface PanelCustomer {
  id: string;
  name: string;
  level: string | null;
  region: string | null;
  language: string | null;
  firstSeenAt: string;
  visits: number;
  phone: string | null;
  email: string | null;
  identities: { channel: string; externalId: string }[];
  tags: string[];
  orders: number;
  spent: Money;
}

export interface PanelDeal {
  id: string;
  stage: Stage;
  amount: Money | null;
  reason: string | null;
  movedAt: string;
  history: { stage: Stage; at: string; by: Named | string | null }[];
}

export interface Panel {
  customer: PanelCustomer;
  understanding: Understanding | null;
  placement: Placement | null;
  suggestions: Suggestion[];
  deal: PanelDeal | null;
  timeline?: { at: string; kind: string; zh: string; en: string }[];
}

export interface FeedEntry {
  number: number;
  kind: string;
  conversation: string | null;
  data: unknown;
  at?: string;
}
