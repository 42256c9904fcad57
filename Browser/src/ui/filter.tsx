import { useT } from "../lib/i18n/index.ts";
import { Icon } from "./icon.tsx";

type Option = readonly [value: string, label: string];

interface FilterProps {
  label: string;
  value: string | null;
  options: readonly Option[];
  set: (value: string | null) => void;
  testid?: string;
}

/** Values that are their own labels. */
export function plain(values: readonly string[]): Option[] {
  return values.map((value) => [value, value]);
}

/** A choice that narrows a list; a value from the address stays choosable although no row has it. */
export function Filter({ label, value, options, set, testid }: FilterProps) {
  const t = useT();
  const missing = value != null && !options.some(([one]) => one === value);
  const all: readonly Option[] = missing ? [[value, value], ...options] : options;
  return (
    <select
      aria-label={label}
      value={value ?? ""}
      data-testid={testid}
      onChange={(event) => set(event.target.value || null)}
    >
      <option value="">{label}: {t("all")}</option>
      {all.map(([one, text]) => <option key={one} value={one}>{text}</option>)}
    </select>
  );
}

interface SearchProps {
  label: string;
  value: string | null;
  set: (value: string | null) => void;
  testid: string;
}

/** A line to search by; empty is no search. */
export function SearchField({ label, value, set, testid }: SearchProps) {
  return (
    <label className="search">
      <Icon name="search" size={16} />
      <input
        type="search"
        value={value ?? ""}
        placeholder={label}
        aria-label={label}
        data-testid={testid}
        onChange={(event) => set(event.target.value || null)}
      />
    </label>
  );
}
