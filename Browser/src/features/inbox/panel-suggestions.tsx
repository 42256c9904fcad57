import { nameIn, textIn, useLocale, useT } from "../../lib/i18n/index.ts";
import { shown } from "../../lib/placeholder.ts";
import { useStore } from "../../lib/store.ts";
import type { Suggestion } from "../../lib/types.ts";
import { Card } from "../../ui/card.tsx";
import { Icon } from "../../ui/icon.tsx";
import { isMine } from "./actions.ts";
import { insert } from "./drafts.ts";
import { conversationsStore } from "./store.ts";

export const SUGGESTIONS_MAX = 5;

interface SuggestionsProps {
  conversation: string;
  suggestions: readonly Suggestion[];
}

export function SuggestionsCard({ conversation, suggestions }: SuggestionsProps) {
  const t = useT();
  const item = useStore(conversationsStore).get(conversation);
  const usable = item !== undefined && isMine(item) && item.state !== "closed";
  return (
    <Card icon="lightbulb" title={t("suggestions")} testid="suggestions">
      {suggestions.length === 0 && <p className="quiet-text">{t("noSuggestionsText")}</p>}
      <ol className="suggestions">
        {suggestions.slice(0, SUGGESTIONS_MAX).map((one, index) => (
          <SuggestionItem
            key={one.script}
            suggestion={one}
            number={index + 1}
            choose={usable ? () => insert(conversation, one) : null}
          />
        ))}
      </ol>
    </Card>
  );
}

interface ItemProps {
  suggestion: Suggestion;
  number: number;
  choose: (() => void) | null;
}

function SuggestionItem({ suggestion, number, choose }: ItemProps) {
  const t = useT();
  const locale = useLocale();
  const title = nameIn(locale, { name: suggestion.title, nameEn: suggestion.titleEn });
  return (
    <li className="suggestion" data-testid="suggestion" data-script={suggestion.script}>
      <div className="suggestion-head">
        <strong>{title}</strong>
        <button
          type="button"
          className="button small"
          aria-label={`${t("insertKey", { n: number })}: ${title}`}
          disabled={choose == null}
          data-testid={`insert-${number}`}
          onClick={() => choose?.()}
        >
          {t("insert")} <kbd>Alt {number}</kbd>
        </button>
      </div>
      <p className="suggestion-text">{shown(suggestion.text)}</p>
      {suggestion.legalNote != null && (
        <p className="legal">
          <Icon name="shieldCheck" size={14} /> {t("legalNote")}: {suggestion.legalNote}
        </p>
      )}
      <p className="why">{suggestion.why.map((reason) => textIn(locale, reason)).join(" · ")}</p>
    </li>
  );
}
