import { Refusal } from "../lib/http.ts";
import { t, useT } from "../lib/i18n/index.ts";
import { Store, useStore } from "../lib/store.ts";
import { Icon } from "./icon.tsx";

interface Toast {
  id: number;
  kind: "good" | "bad";
  text: string;
  request: string | null;
}

const GOOD_MILLISECONDS = 4_000;
const BAD_MILLISECONDS = 10_000;
const toasts = new Store<readonly Toast[]>([]);
let count = 0;

function show(kind: Toast["kind"], text: string, request: string | null): void {
  const toast = { id: count += 1, kind, text, request };
  toasts.update((shown) => [...shown.slice(-2), toast]);
  setTimeout(() => dismiss(toast.id), kind === "good" ? GOOD_MILLISECONDS : BAD_MILLISECONDS);
}

function dismiss(id: number): void {
  toasts.update((shown) => shown.filter((one) => one.id !== id));
}

export function say(text: string): void {
  show("good", text, null);
}

/** Says what went wrong, in the server's words where it spoke. */
export function sayError(error: unknown): void {
  if (error instanceof Refusal) show("bad", error.message, error.request);
  else show("bad", t("errorNetwork"), null);
}

/** Runs something the person asked for; a failure is said, and null comes back. */
export async function attempt<Result>(run: () => Promise<Result>, done?: string): Promise<Result | null> {
  try {
    const result = await run();
    if (done !== undefined) say(done);
    return result;
  } catch (error) {
    sayError(error);
    return null;
  }
}

export function Toasts() {
  const shown = useStore(toasts);
  const translate = useT();
  return (
    <div className="toasts" aria-live="polite" data-testid="toasts">
      {shown.map((toast) => (
        <div key={toast.id} className={`toast ${toast.kind}`} role={toast.kind === "bad" ? "alert" : "status"}>
          <Icon name={toast.kind === "good" ? "circleCheck" : "circleAlert"} />
          <p>
            {toast.text}
            {toast.request != null && <small>{translate("errorRequest", { id: toast.request })}</small>}
          </p>
          <button
            type="button"
            className="icon-button"
            aria-label={translate("close")}
            onClick={() =>
              dismiss(toast.id)}
          >
            <Icon name="x" size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
