import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from "react";
import { useT } from "../lib/i18n/index.ts";
import { Icon } from "./icon.tsx";

interface DialogProps {
  title: string;
  testid: string;
  wide?: boolean;
  close: () => void;
  children: ReactNode;
}

/** A modal layer; the browser keeps the focus inside and gives it back. */
export function Dialog({ title, testid, wide, close, children }: DialogProps) {
  const t = useT();
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog != null && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    close();
  };
  return (
    <dialog
      ref={element}
      className={wide ? "dialog wide" : "dialog"}
      aria-labelledby={heading}
      data-testid={testid}
      onCancel={cancel}
      onClick={(event) => event.target === element.current && close()}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={heading}>{title}</h2>
          <button type="button" className="icon-button" aria-label={t("close")} onClick={close}>
            <Icon name="x" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
