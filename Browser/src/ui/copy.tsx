import { useState } from "react";
import { useT } from "../lib/i18n/index.ts";
import { Icon } from "./icon.tsx";
import { attempt } from "./toast.tsx";

const SHOWN_MILLISECONDS = 2_000;

/** Copies a text; also on a page without the clipboard interface, as over plain HTTP in a LAN. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return await navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("copy");
}

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useT();
  const [done, setDone] = useState(false);
  const run = async () => {
    const result = await attempt(async () => {
      await copy(text);
      return true;
    });
    if (result !== true) return;
    setDone(true);
    setTimeout(() => setDone(false), SHOWN_MILLISECONDS);
  };
  return (
    <button
      type="button"
      className="button small"
      data-testid="copy"
      aria-label={label}
      onClick={() => void run()}
    >
      <Icon name={done ? "check" : "copy"} size={14} /> {t(done ? "copied" : "copy")}
    </button>
  );
}
