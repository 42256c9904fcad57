import { type DependencyList, useEffect, useState } from "react";
import type { Page } from "../lib/types.ts";
import { attempt } from "./toast.tsx";

export interface Paged<Item> {
  items: readonly Item[] | null;
  error: unknown;
  hasMore: boolean;
  more: () => void;
  reload: () => void;
}

const PAUSE_MILLISECONDS = 200;

/** A list that is loaded page by page, anew a moment after its inputs changed. */
export function usePaged<Item>(
  load: (cursor: string | null, signal?: AbortSignal) => Promise<Page<Item>>,
  inputs: DependencyList,
): Paged<Item> {
  const [page, setPage] = useState<Page<Item> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      load(null, controller.signal).then((first) => {
        if (controller.signal.aborted) return;
        setPage(first);
        setError(null);
      }, (problem) => !controller.signal.aborted && setError(problem));
    }, page == null ? 0 : PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [...inputs, turn]);
  const more = async () => {
    const next = await attempt(() => load(page?.next ?? null));
    if (next != null) setPage((now) => ({ items: [...now?.items ?? [], ...next.items], next: next.next ?? null }));
  };
  return {
    items: page?.items ?? null,
    error,
    hasMore: page?.next != null,
    more: () => void more(),
    reload: () => setTurn((now) => now + 1),
  };
}
