import { hueOf, initialOf } from "./avatar-model.ts";

/** A person's initial on a quiet colour that is always the same for the same id. */
export function Avatar({ id, name, size = "m" }: { id: string; name: string; size?: "s" | "m" | "l" }) {
  return <span className={`avatar ${size} hue-${hueOf(id)}`} aria-hidden="true">{initialOf(name)}</span>;
}
