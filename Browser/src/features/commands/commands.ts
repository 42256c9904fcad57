// What the command bar offers at this moment.

import { navigate } from "../../app/router.tsx";
import { destinationsFor, setPresence } from "../../app/shell.tsx";
import { signOut } from "../../app/session.ts";
import { type Key, localeStore, setLocale, t, translate } from "../../lib/i18n/index.ts";
import { setTheme } from "../../lib/theme.ts";
import type { Session } from "../../lib/types.ts";
import { attempt } from "../../ui/toast.tsx";
import { currentConversation, isMine, resolve, resolveAndNext, take } from "../inbox/actions.ts";
import { inOrder } from "../inbox/model.ts";
import { conversationsStore } from "../inbox/store.ts";
import type { Command } from "./model.ts";

/** A command whose label is a key, found by its name in the other language too. */
function named(group: Key, label: Key, run: () => void, hint?: string): Command {
  const other = translate(localeStore.get() === "en" ? "zh-CN" : "en", label);
  const command = { key: label, group: t(group), label: t(label), also: other, run };
  return hint === undefined ? command : { ...command, hint };
}

const hints: Partial<Record<string, string>> = {
  inbox: "Alt C",
  pipeline: "Alt V",
  board: "Alt R",
  settings: "Alt S",
};

function aboutConversation(): Command[] {
  const current = currentConversation();
  if (current == null || current.state === "closed") return [];
  const { id } = current;
  const commands: Command[] = [];
  if (!isMine(current)) commands.push(named("groupConversation", "take", () => void take(id), "Alt A"));
  commands.push(named("groupConversation", "resolve", () => void resolve(id), "Alt E"));
  commands.push(named("groupConversation", "resolveAndNext", () => void resolveAndNext(id), "Ctrl Alt E"));
  return commands;
}

export function commandsFor(session: Session, open: { help: () => void; password: () => void }): Command[] {
  const appearance = "groupAppearance";
  return [
    ...aboutConversation(),
    ...destinationsFor(session.agent.role).map((one) =>
      named("groupGo", one.label, () => navigate(one.to), hints[one.page])
    ),
    ...inOrder(conversationsStore.get().values()).map((one) => ({
      key: one.id,
      group: t("groupConversations"),
      label: `${one.customer.name} #${one.number}`,
      also: one.lastText ?? "",
      run: () => navigate(`/app/inbox/${one.id}`),
    })),
    named("account", "online", () => setPresence(session, "online")),
    named("account", "busy", () => setPresence(session, "busy")),
    named("account", "offline", () => setPresence(session, "offline")),
    named("account", "changePassword", open.password),
    named("account", "helpTitle", open.help, "?"),
    named("account", "signOut", () => void attempt(signOut)),
    named(appearance, "themeLight", () => setTheme("light")),
    named(appearance, "themeDark", () => setTheme("dark")),
    named(appearance, "themeSystem", () => setTheme("system")),
    { key: "zh", group: t(appearance), label: "简体中文", also: "Chinese", run: () => setLocale("zh-CN") },
    { key: "en", group: t(appearance), label: "English", also: "英文", run: () => setLocale("en") },
  ];
}
