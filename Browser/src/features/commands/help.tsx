import { type Key, useT } from "../../lib/i18n/index.ts";
import { Dialog } from "../../ui/dialog.tsx";

const shortcuts: readonly (readonly [string, Key])[] = [
  ["Ctrl / ⌘ + K", "helpCommand"],
  ["?", "helpHelp"],
  ["Alt + J", "helpNext"],
  ["Alt + K", "helpPrevious"],
  ["Alt + A", "helpTake"],
  ["Alt + L", "helpReply"],
  ["Alt + 1 … 5", "helpSuggestion"],
  ["Enter", "helpSend"],
  ["Shift + Enter", "helpNewline"],
  ["Alt + E", "helpResolve"],
  ["Ctrl / ⌘ + Alt + E", "helpResolveNext"],
  ["Alt + C", "helpGoInbox"],
  ["Alt + V", "helpGoPipeline"],
  ["Alt + R", "helpGoBoard"],
  ["Alt + S", "helpGoSettings"],
  ["← →", "helpCard"],
  ["Esc", "helpEscape"],
];

export function Help({ close }: { close: () => void }) {
  const t = useT();
  return (
    <Dialog title={t("helpTitle")} testid="help" close={close}>
      <dl className="shortcuts">
        {shortcuts.map(([keys, label]) => (
          <div key={label}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
