import { type DependencyList, useCallback, useEffect, useState } from "react";

export interface Loaded<Value> {
  value: Value | null;
  error: unknown;
  loading: boolean;
  reload: () => void;
  replace: (value: Value) => void;
}

/** Loads something for as long as the component lives; what is on screen stays while it is loaded anew. */
export function useLoad<Value>(load: (signal: AbortSignal) => Promise<Value>, inputs: DependencyList): Loaded<Value> {
  const [state, setState] = useState<{ value: Value | null; error: unknown; loading: boolean }>(
    { value: null, error: null, loading: true },
  );
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    load(controller.signal).then(
      (value) => !controller.signal.aborted && setState({ value, error: null, loading: false }),
      (error) => !controller.signal.aborted && setState((before) => ({ ...before, error, loading: false })),
    );
    return () => controller.abort();
  }, [...inputs, turn]);
  const reload = useCallback(() => setTurn((now) => now + 1), []);
  const replace = useCallback((value: Value) => setState({ value, error: null, loading: false }), []);
  return { ...state, reload, replace };
}
