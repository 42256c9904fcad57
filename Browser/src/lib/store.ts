// A value that components read and that anyone may replace.

import { useSyncExternalStore } from "react";

export class Store<State> {
  private readonly readers = new Set<() => void>();

  constructor(private value: State) {}

  get = (): State => this.value;

  set(next: State): void {
    if (Object.is(next, this.value)) return;
    this.value = next;
    for (const reader of [...this.readers]) reader();
  }

  update(change: (value: State) => State): void {
    this.set(change(this.value));
  }

  subscribe = (reader: () => void): () => void => {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  };
}

/** The store's value; the component is drawn again whenever it is replaced. */
export function useStore<State>(store: Store<State>): State {
  return useSyncExternalStore(store.subscribe, store.get);
}
