interface TextFieldProps {
  label: string;
  value: string;
  set: (value: string) => void;
  hint?: string;
  type?: string;
  required?: boolean;
  placeholder?: string;
  testid?: string;
}

/** A labelled line of text. */
export function TextField({ label, value, set, hint, type = "text", required, placeholder, testid }: TextFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type={type}
        value={value}
        required={required}
        placeholder={placeholder}
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
