import type { ReactNode } from "react";

/** A table that scrolls sideways where it does not fit; the keyboard can scroll it too. */
export function TableSheet({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="sheet table-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
