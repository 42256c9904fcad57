import type { ReactNode } from "react";
import { Refusal } from "../lib/http.ts";
import { useT } from "../lib/i18n/index.ts";
import { Icon, type IconName } from "./icon.tsx";

interface EmptyProps {
  icon: IconName;
  title: string;
  text?: string;
  children?: ReactNode;
}

/** Nothing is here, and why. */
export function Empty({ icon, title, text, children }: EmptyProps) {
  return (
    <div className="empty" data-testid="empty">
      <span className="empty-icon">
        <Icon name={icon} size={24} />
      </span>
      <p className="empty-title">{title}</p>
      {text !== undefined && <p className="empty-text">{text}</p>}
      {children}
    </div>
  );
}

export function Loading() {
  const t = useT();
  return (
    <div className="loading" role="status" data-testid="loading">
      <Icon name="loaderCircle" size={20} />
      <span>{t("loading")}</span>
    </div>
  );
}

/** What went wrong in the server's words, the request's number for support, and a way to try again. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useT();
  const refusal = error instanceof Refusal ? error : null;
  return (
    <div className="empty" role="alert" data-testid="failed">
      <span className="empty-icon bad">
        <Icon name="triangleAlert" size={24} />
      </span>
      <p className="empty-title">{t("errorTitle")}</p>
      <p className="empty-text">{refusal?.message ?? t("errorNetwork")}</p>
      {refusal?.request && <p className="empty-text mono">{t("errorRequest", { id: refusal.request })}</p>}
      {retry !== undefined && (
        <button type="button" className="button" onClick={retry}>
          <Icon name="rotateCcw" size={16} /> {t("retry")}
        </button>
      )}
    </div>
  );
}
