// Builds elements; text always goes in as text, so nothing a person wrote can become markup.

type Child = Node | string | null;

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child != null));
  return made;
}

/** One icon from its drawing elements. */
export function drawing(parts: readonly (readonly [string, Record<string, string>])[]): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const made = document.createElementNS(space, "svg");
  made.setAttribute("viewBox", "0 0 24 24");
  made.setAttribute("aria-hidden", "true");
  for (const [tag, attributes] of parts) {
    const part = document.createElementNS(space, tag);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    made.append(part);
  }
  return made;
}

const keys = new WeakMap<Element, string>();
const looks = new WeakMap<Element, string>();

/**
 * Makes a list show the given rows with the least change: a row whose key and look stayed keeps its element, so that
 * screen readers hear only what is new and nothing jumps.
 */
export function reconcile<Row extends { key: string }>(
  list: HTMLElement,
  rows: readonly Row[],
  draw: (row: Row) => HTMLElement,
): void {
  const old = new Map<string, Element>();
  for (const child of list.children) old.set(keys.get(child) ?? "", child);
  let place = list.firstElementChild;
  for (const row of rows) {
    const look = JSON.stringify(row);
    let shown = old.get(row.key);
    old.delete(row.key);
    if (shown === undefined || looks.get(shown) !== look) {
      const fresh = draw(row);
      keys.set(fresh, row.key);
      looks.set(fresh, look);
      if (shown !== undefined) {
        if (shown === place) place = fresh;
        shown.replaceWith(fresh);
      }
      shown = fresh;
    }
    if (shown === place) place = place.nextElementSibling;
    else list.insertBefore(shown, place);
  }
  for (const gone of old.values()) gone.remove();
}
