interface TextFieldProps {
  label: string;
  value: string;
  set: (value: string) => void;
  hint?: string;
  type?: string;
  required?: boolean;
  placeholder?: string;
  autoComplete?: string;
  testid?: string;
}

/** A labelled line of text. */
export function TextField(props: TextFieldProps) {
  const { label, value, set, hint, type = "text", required, placeholder, autoComplete, testid } = props;
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type={type}
        value={value}
        required={required}
        placeholder={placeholder}
        autoComplete={autoComplete}
        name={autoComplete}
        data-testid={testid}
        onChange={(event) => set(event.target.value)}
      />
      {hint !== undefined && <small>{hint}</small>}
    </label>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  set: (value: string) => void;
  options: readonly (readonly [string, string])[];
  testid?: string;
}

export function ChoiceField({ label, value, set, options, testid }: ChoiceProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} data-testid={testid} onChange={(event) => set(event.target.value)}>
        {options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}
      </select>
    </label>
  );
}

/** Yes or no. */
export function Switch({ label, on, set }: { label: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <label className="switch">
      <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}
