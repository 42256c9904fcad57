// Moves between pages without loading them anew.

import type { MouseEvent, ReactNode } from "react";
import { Store, useStore } from "../lib/store.ts";

interface Place {
  path: string;
  search: string;
}

const here = (): Place => ({ path: location.pathname, search: location.search });
const placeStore = new Store<Place>(here());

addEventListener("popstate", () => placeStore.set(here()));

export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (to === location.pathname + location.search) return;
  if (options.replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  placeStore.set(here());
}

export function usePlace(): Place {
  return useStore(placeStore);
}

/** One value of the address, so that what is chosen can be shared as a link. */
export function useSearchValue(name: string): [string | null, (value: string | null) => void] {
  const { path, search } = usePlace();
  const set = (value: string | null) => {
    const next = new URLSearchParams(location.search);
    if (value == null) next.delete(name);
    else next.set(name, value);
    const text = next.toString();
    navigate(text === "" ? path : `${path}?${text}`, { replace: true });
  };
  return [new URLSearchParams(search).get(name), set];
}

interface LinkProps {
  to: string;
  className?: string;
  current?: boolean;
  testid?: string;
  label?: string;
  children: ReactNode;
}

export function Link({ to, className, current, testid, label, children }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a
      href={to}
      className={className}
      aria-current={current ? "page" : undefined}
      aria-label={label}
      data-testid={testid}
      onClick={follow}
    >
      {children}
    </a>
  );
}
