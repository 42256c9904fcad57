// Draws the visitor's chat.

import { check, checkCheck, clock, minus, send, triangleAlert } from "lucide-data";
import type { LinkState } from "../lib/link.ts";
import { drawing, element, reconcile } from "./dom.ts";
import { type Row, rowsOf } from "./model.ts";
import type { Locale, Strings } from "./strings.ts";
import type { Visit } from "./visit.ts";

const TEXT_CHARACTERS_MAX = 4000;

export class View {
  private readonly list: HTMLElement;
  private readonly status = element("p", { class: "status", "data-testid": "widget-status" });
  private readonly banner = element("p", { class: "banner", role: "status", "data-testid": "widget-banner" });
  private readonly typing = element("p", { class: "typing", "data-testid": "widget-typing" });
  private readonly title = element("h1", {});
  private readonly input: HTMLTextAreaElement;
  private readonly time: Intl.DateTimeFormat;

  constructor(
    root: HTMLElement,
    private readonly visit: Visit,
    private readonly words: Strings,
    private readonly locale: Locale,
    close: (() => void) | null,
  ) {
    this.time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    this.list = element("div", {
      class: "messages",
      role: "log",
      "aria-label": words.messages,
      tabindex: "0",
      "data-testid": "widget-messages",
    });
    this.input = element("textarea", {
      rows: "1",
      maxlength: String(TEXT_CHARACTERS_MAX),
      placeholder: words.placeholder,
      "aria-label": words.placeholder,
      "data-testid": "widget-input",
    });
    root.replaceChildren(this.header(close), this.banner, this.list, this.typing, this.composer());
  }

  draw(state: LinkState): void {
    const { visit, words } = this;
    const company = visit.session?.company;
    this.title.textContent = (this.locale === "en" ? company?.nameEn : company?.name) ?? company?.name ?? words.title;
    this.status.textContent = this.statusText(state);
    this.status.dataset.state = state;
    this.banner.textContent = visit.problem == null ? (state === "offline" ? words.offline : "") : words.unavailable;
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    const rows = rowsOf(visit.session?.greeting ?? "", visit.chapters, visit.courier.unsent);
    reconcile(this.list, rows, (row) => this.row(row));
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
    this.typing.textContent = visit.typing == null ? "" : `${visit.typing.name ?? words.agent} ${words.typing}`;
  }

  focus(): void {
    this.input.focus();
  }

  private statusText(state: LinkState): string {
    if (this.visit.problem != null || state === "offline" || state === "denied") return "";
    if (this.visit.session == null) return this.words.connecting;
    return state === "live" ? this.words.live : state === "polling" ? this.words.polling : this.words.connecting;
  }

  private header(close: (() => void) | null): HTMLElement {
    const header = element("header", {}, element("div", { class: "who" }, this.title, this.status));
    if (close != null) {
      const attributes = { type: "button", "aria-label": this.words.close, "data-testid": "widget-close" };
      const button = element("button", attributes, drawing(minus));
      button.addEventListener("click", close);
      header.append(button);
    }
    return header;
  }

  private composer(): HTMLElement {
    const attributes = { type: "submit", "aria-label": this.words.send, "data-testid": "widget-send" };
    const button = element("button", attributes, drawing(send));
    const form = element("form", { class: "composer" }, this.input, button);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.input.addEventListener("keydown", (event) => {
      // Enter while an input method is composing chooses a candidate; it must not send.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.submit();
    });
    this.input.addEventListener("input", () => {
      this.fit();
      if (this.input.value.trim() !== "") this.visit.typed();
    });
    return element("footer", {}, form, element("p", { class: "privacy" }, this.words.privacy));
  }

  private submit(): void {
    const text = this.input.value.trim();
    if (text === "") return;
    if (!this.visit.write(text)) {
      this.banner.textContent = this.words.full;
      return;
    }
    this.input.value = "";
    this.fit();
    this.list.scrollTop = this.list.scrollHeight;
    this.input.focus();
  }

  private fit(): void {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
  }

  private row(row: Row): HTMLElement {
    const { words } = this;
    switch (row.kind) {
      case "divider":
        return element("p", { class: "event" }, words.fresh);
      case "event":
        return element("p", { class: "event", "data-testid": "widget-event" }, row.text);
      case "greeting":
        return this.bubble("theirs", row.text, null, element("span", { class: "meta" }, words.bot));
      case "theirs": {
        const name = row.name ?? (row.author === "bot" ? words.bot : words.agent);
        return this.bubble("theirs", row.text, row.author, this.meta(`${name} · ${this.clock(row.at)}`));
      }
      case "mine": {
        const sign = drawing(row.tick === "sent" ? check : checkCheck);
        return this.bubble("mine", row.text, row.tick, this.meta(this.clock(row.at), sign, words[row.tick]));
      }
      case "unsent":
        return row.refused == null
          ? this.bubble("mine", row.text, "sending", this.meta("", drawing(clock), words.sending))
          : this.bubble("mine", row.text, "failed", this.refused(row.key, row.refused));
    }
  }

  private bubble(side: "mine" | "theirs", text: string, state: string | null, below: HTMLElement): HTMLElement {
    const attributes: Record<string, string> = { class: `row ${side}`, "data-testid": `widget-${side}` };
    if (state != null) attributes["data-state"] = state;
    return element("div", attributes, element("p", { class: "bubble" }, text), below);
  }

  private meta(text: string, sign: SVGSVGElement | null = null, spoken = ""): HTMLElement {
    const made = element("span", { class: "meta" }, text, sign);
    if (spoken !== "") made.append(element("span", { class: "spoken" }, spoken));
    return made;
  }

  private refused(id: string, sentence: string): HTMLElement {
    const again = element("button", { type: "button" }, this.words.retry);
    again.addEventListener("click", () => this.visit.courier.retry(id));
    const remove = element("button", { type: "button" }, this.words.remove);
    remove.addEventListener("click", () => this.visit.courier.drop(id));
    return element(
      "span",
      { class: "meta failed" },
      drawing(triangleAlert),
      `${this.words.failed}: ${sentence} `,
      again,
      remove,
    );
  }

  private clock(at: string): string {
    const date = new Date(at);
    return Number.isNaN(date.getTime()) ? "" : this.time.format(date);
  }
}
