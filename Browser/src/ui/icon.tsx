import * as drawings from "lucide-data";
import { createElement } from "react";

export type IconName = keyof typeof drawings;

/** One line icon, for decoration; what it means is said by the text or label beside it. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      {drawings[name].map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
    </svg>
  );
}
