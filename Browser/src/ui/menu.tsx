import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";

export interface MenuItem {
  key: string;
  label: ReactNode;
  run: () => void;
  checked?: boolean;
  testid?: string;
}

interface MenuProps {
  label: string;
  button: ReactNode;
  items: MenuItem[];
  className?: string;
  testid?: string;
  side?: "below" | "above";
}

/** A button that opens a list of things to do; arrow keys move, Escape closes and gives the focus back. */
export function Menu({ label, button, items, className = "icon-button", testid, side = "below" }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useOpened(open, root, () => setOpen(false));
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && open) {
      event.preventDefault();
      event.stopPropagation();
      moveFocus(root.current, event.key === "ArrowDown" ? 1 : -1);
    }
  };
  return (
    <div className="menu" ref={root} onKeyDown={press}>
      <button
        type="button"
        ref={opener}
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        data-testid={testid}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div className={`menu-list ${side}`} role="menu" aria-label={label}>
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role={item.checked === undefined ? "menuitem" : "menuitemradio"}
              aria-checked={item.checked}
              data-testid={item.testid}
              onClick={() => {
                close();
                item.run();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Takes the focus when the list opens, and closes it when the person turns to something else. */
function useOpened(open: boolean, root: RefObject<HTMLDivElement>, close: () => void): void {
  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) close();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
}

function moveFocus(root: HTMLElement | null, step: 1 | -1): void {
  const items = [...root?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? []];
  const index = items.indexOf(document.activeElement as HTMLElement);
  items[(index + step + items.length) % items.length]?.focus();
}
