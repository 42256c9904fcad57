import { useId, useRef } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { Icon } from "../../ui/icon.tsx";
import { type Complaint, corrected, type Part, piecesOf, positionOf } from "./model.ts";

interface FieldProps {
  part: Part;
  label: string;
  value: string;
  rows: number;
  complaints: readonly Complaint[];
  change: (value: string) => void;
}

/** A text field that underlines what is wrong with it and says why, below. */
export function CheckedField({ part, label, value, rows, complaints, change }: FieldProps) {
  const t = useT();
  const id = useId();
  const mirror = useRef<HTMLDivElement>(null);
  const mine = complaints.filter((one) => one.part === part);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="checked">
        <div className="checked-mirror" ref={mirror} aria-hidden="true">
          {piecesOf(value, mine).map((piece, index) =>
            piece.complaint == null ? piece.text : <u key={index} data-testid="underlined">{piece.text}</u>
          )}
          {"\n"}
        </div>
        <textarea
          id={id}
          rows={rows}
          value={value}
          spellCheck={false}
          aria-invalid={mine.length > 0}
          aria-describedby={`${id}-complaints`}
          data-testid={`script-${part}`}
          onChange={(event) => change(event.target.value)}
          onScroll={(event) => {
            if (mirror.current != null) mirror.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <ul id={`${id}-complaints`} className="complaints" aria-live="polite">
        {mine.map((one) => (
          <li key={`${one.start}-${one.code}`} data-testid="complaint" data-code={one.code}>
            <Icon name="circleAlert" size={15} />
            <span>
              {t("atPosition", positionOf(value, one.start))} {one.message}
            </span>
            {one.suggestion != null && (
              <button
                type="button"
                className="link"
                data-testid="apply-suggestion"
                onClick={() => change(corrected(value, one))}
              >
                {t("replaceWith", { text: one.suggestion })}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
