// The keyboard's shortcuts. They look at the place of a key, not its letter, so a Chinese input method does not
// change them, and they are silent while it is composing.

export interface Press {
  code: string;
  key: string;
  alt: boolean;
  /** Ctrl, or ⌘ on a Mac. */
  command: boolean;
  shift: boolean;
  composing: boolean;
  /** Whether the person is writing into a field. */
  writing: boolean;
}

export type Action =
  | { do: "commands" | "help" | "next" | "previous" | "resolve" | "resolve-next" | "take" | "reply" | "back" }
  | { do: "suggestion"; number: number }
  | { do: "go"; page: "inbox" | "pipeline" | "board" | "settings" };

const withAlt: Record<string, Action> = {
  KeyJ: { do: "next" },
  KeyK: { do: "previous" },
  KeyE: { do: "resolve" },
  KeyA: { do: "take" },
  KeyL: { do: "reply" },
  KeyC: { do: "go", page: "inbox" },
  KeyV: { do: "go", page: "pipeline" },
  KeyR: { do: "go", page: "board" },
  KeyS: { do: "go", page: "settings" },
};

export function actionOf(press: Press): Action | null {
  if (press.composing) return null;
  if (press.command && press.code === "KeyK" && !press.alt && !press.shift) return { do: "commands" };
  if (press.alt && press.command) return press.code === "KeyE" ? { do: "resolve-next" } : null;
  if (press.command) return null;
  if (press.alt && !press.shift) {
    const digit = /^(?:Digit|Numpad)([1-5])$/.exec(press.code)?.[1];
    return digit === undefined ? withAlt[press.code] ?? null : { do: "suggestion", number: Number(digit) };
  }
  if (press.alt) return null;
  if (press.key === "Escape") return { do: "back" };
  return press.key === "?" && !press.writing ? { do: "help" } : null;
}

export function pressOf(event: KeyboardEvent): Press {
  const target = event.target instanceof HTMLElement ? event.target : null;
  return {
    code: event.code,
    key: event.key,
    alt: event.altKey,
    command: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    composing: event.isComposing,
    writing: target != null && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)),
  };
}
