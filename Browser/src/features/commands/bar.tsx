import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { Icon } from "../../ui/icon.tsx";
import { type Command, grouped, search } from "./model.ts";

/** Ctrl/⌘+K: everything the keyboard can reach, in one list. */
export function CommandBar({ commands, close }: { commands: Command[]; close: () => void }) {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const groups = useMemo(() => grouped(search(commands, query)), [commands, query]);
  const flat = groups.flatMap(([, found]) => found);
  useEffect(() => {
    if (dialog.current != null && !dialog.current.open) dialog.current.showModal();
  }, []);
  useEffect(() => {
    document.getElementById(`${list}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen, list]);
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    close();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && flat.length > 0) {
      event.preventDefault();
      setChosen((now) => (now + step + flat.length) % flat.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(flat[chosen]);
    }
  };
  return (
    <dialog
      ref={dialog}
      className="dialog commands"
      aria-label={t("commandTitle")}
      data-testid="command-bar"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="commands-body">
        <CommandInput
          list={list}
          active={flat.length > 0 ? `${list}-${chosen}` : undefined}
          query={query}
          type={(text) => {
            setQuery(text);
            setChosen(0);
          }}
          press={press}
        />
        <Results list={list} groups={groups} chosen={chosen} choose={setChosen} run={run} />
        {flat.length === 0 && <p className="commands-none" role="status">{t("commandEmpty")}</p>}
        <p className="commands-foot fine">{t("commandHint")}</p>
      </div>
    </dialog>
  );
}

interface InputProps {
  list: string;
  active: string | undefined;
  query: string;
  type: (text: string) => void;
  press: (event: KeyboardEvent) => void;
}

function CommandInput({ list, active, query, type, press }: InputProps) {
  const t = useT();
  return (
    <label className="commands-input">
      <Icon name="search" />
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={active}
        aria-label={t("commandPlaceholder")}
        placeholder={t("commandPlaceholder")}
        value={query}
        data-testid="command-input"
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
      />
    </label>
  );
}

interface ResultsProps {
  /** The id of the list, with which its options' ids begin. */
  list: string;
  groups: [string, Command[]][];
  chosen: number;
  choose: (index: number) => void;
  run: (command: Command) => void;
}

function Results({ list, groups, chosen, choose, run }: ResultsProps) {
  const t = useT();
  const flat = groups.flatMap(([, found]) => found);
  const option = (command: Command) => {
    const index = flat.indexOf(command);
    return (
      <div
        key={command.key}
        id={`${list}-${index}`}
        role="option"
        aria-selected={index === chosen}
        className="commands-item"
        data-testid="command"
        onPointerMove={() => choose(index)}
        onClick={() => run(command)}
      >
        <span>{command.label}</span>
        {command.hint !== undefined && <kbd>{command.hint}</kbd>}
      </div>
    );
  };
  return (
    <div id={list} role="listbox" aria-label={t("commandTitle")} className="commands-list" tabIndex={-1}>
      {groups.map(([group, found]) => (
        <div key={group} role="group" aria-label={group}>
          <p className="commands-group" aria-hidden="true">{group}</p>
          {found.map(option)}
        </div>
      ))}
    </div>
  );
}
