// The page: who is there, and what they see.

import { useEffect } from "react";
import { createRoot } from "react-dom/client";
import { HomePage } from "../features/home/page.tsx";
import { ForcedPasswordPage } from "../features/password/form.tsx";
import { SignInPage } from "../features/sign-in/page.tsx";
import { localeStore, setLocale, useT } from "../lib/i18n/index.ts";
import { useStore } from "../lib/store.ts";
import { watchTheme } from "../lib/theme.ts";
import { Empty, Failed } from "../ui/states.tsx";
import { Toasts } from "../ui/toast.tsx";
import { parseRoute, safeReturn } from "./route.ts";
import { Link, navigate, usePlace } from "./router.tsx";
import { loadAbout, restoreSession, sessionStore } from "./session.ts";
import { Workspace } from "./workspace.tsx";

function App() {
  const { path, search } = usePlace();
  const state = useStore(sessionStore);
  useStore(localeStore);
  const route = parseRoute(path);
  const needsSession = route.page !== "home" && route.page !== "sign-in";
  useEffect(() => {
    if (state.status === "out" && needsSession && route.page !== "missing") {
      navigate(`/sign-in?next=${encodeURIComponent(path + search)}`, { replace: true });
    }
    if (state.status === "in" && route.page === "sign-in") {
      navigate(safeReturn(new URLSearchParams(search).get("next")), { replace: true });
    }
  }, [state.status, path]);
  if (route.page === "sign-in") return <SignInPage />;
  if (route.page === "home") return <HomePage />;
  if (state.status !== "in") return route.page === "missing" ? <Missing /> : null;
  if (state.session.mustChangePassword) return <ForcedPasswordPage session={state.session} />;
  return <Workspace session={state.session} route={route} />;
}

function Missing() {
  const t = useT();
  return (
    <div className="door">
      <Empty icon="circleQuestionMark" title={t("notFoundTitle")} text={t("notFoundText")}>
        <Link to="/" className="button">{t("back")}</Link>
      </Empty>
    </div>
  );
}

async function begin(root: HTMLElement): Promise<void> {
  setLocale(localeStore.get());
  watchTheme(() => undefined);
  const view = createRoot(root);
  view.render(
    <>
      <App />
      <Toasts />
    </>,
  );
  loadAbout().catch(() => undefined);
  try {
    await restoreSession();
  } catch (error) {
    view.render(<Failed error={error} retry={() => location.reload()} />);
  }
}

const root = document.getElementById("root");
if (root != null) void begin(root);
