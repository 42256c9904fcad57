// Requests to our own server, and what can go wrong with them.

/** A refusal by the server, in its own words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field: string | null,
    readonly request: string | null,
    readonly retryAfterSeconds: number | null,
  ) {
    super(message);
  }
}

/** The server could not be reached, or what came back was not from it. */
export class Unreachable extends Error {}

/** Whether trying the same again later can help. */
export function isTransient(error: unknown): boolean {
  if (error instanceof Refusal) return error.status >= 500 || error.status === 429;
  return true;
}

export interface RequestOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
}

export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const headers: Record<string, string> = { accept: "application/json", ...options.headers };
  const init: RequestInit = { method: options.method ?? "GET", headers };
  if (options.body !== undefined) {
    headers["content-type"] = "application/json";
    init.body = JSON.stringify(options.body);
  }
  if (options.signal !== undefined) init.signal = options.signal;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, init);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Unreachable(path);
  }
  return await read<Answer>(response);
}

async function read<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  let value: unknown = null;
  try {
    value = text === "" ? null : JSON.parse(text);
  } catch {
    if (response.ok) throw new Unreachable(response.url);
  }
  if (response.ok) return value as Answer;
  throw refusalOf(response.status, value, response.headers.get("retry-after"));
}

/** Reads an error body; an unexpected one still gives a usable refusal. */
export function refusalOf(status: number, body: unknown, retryAfter: string | null): Refusal {
  const error = (body as { error?: Record<string, unknown> } | null)?.error ?? {};
  const text = (key: string) => typeof error[key] === "string" ? error[key] as string : null;
  const seconds = retryAfter == null ? NaN : Number(retryAfter);
  return new Refusal(
    status,
    text("code") ?? `http_${status}`,
    text("message") ?? `HTTP ${status}`,
    text("field"),
    text("request"),
    Number.isFinite(seconds) ? seconds : null,
  );
}

/** `?a=1&b=2` of the values that are there. */
export function query(values: Record<string, string | number | null | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value != null && value !== undefined && value !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
