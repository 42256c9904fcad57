// The script a shop puts into its pages: a launcher in a shadow root and the chat in a frame of our own origin.

interface Visitor {
  id: string;
  hash: string;
  name?: string;
}

type Command = ["identify", Visitor] | ["open"] | ["close"] | ["toggle"];
type Host = Window & { magpie?: ((...command: Command) => void) & { q?: Command[] } };

const CHAT_ICON = "M21 11.500a8.400 8.400 0 0 1-12.100 7.500L3 21l2-5.700A8.400 8.400 0 1 1 21 11.500Z";
const CLOSE_ICON = "M6 6l12 12M18 6L6 18";

const STYLE = `
:host { all: initial; }
button { position: fixed; right: 20px; bottom: 20px; width: 56px; height: 56px; border: 0; border-radius: 50%;
  background: var(--magpie-color, #0b5f73); color: #fff; cursor: pointer; z-index: 2147483000;
  box-shadow: 0 6px 20px rgb(9 30 40 / .28); transition: transform .15s ease; display: grid; place-items: center; }
button:hover { transform: translateY(-2px); }
button:focus-visible { outline: 3px solid #fff; outline-offset: -6px; }
svg { width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round;
  stroke-linejoin: round; }
.count { position: absolute; top: -3px; right: -3px; min-width: 20px; height: 20px; border-radius: 10px; padding: 0 5px;
  box-sizing: border-box; background: #c5352c; color: #fff; font: 600 12px/20px system-ui, sans-serif; }
.count[hidden] { display: none; }
iframe { position: fixed; right: 20px; bottom: 88px; width: 384px; height: min(640px, calc(100dvh - 112px)); border: 0;
  border-radius: 16px; background: #fff; box-shadow: 0 16px 48px rgb(9 30 40 / .26); z-index: 2147483001;
  color-scheme: normal; }
iframe[hidden] { display: none; }
@media (max-width: 480px) {
  iframe { inset: 0; width: 100vw; height: 100dvh; border-radius: 0; }
  :host([data-open]) button { display: none; }
}
@media (prefers-reduced-motion: reduce) { button { transition: none; } }
`;

function icon(path: string): SVGSVGElement {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

/** The colour a page wishes for, if it is a plain hex colour. */
function safeColour(wish: string | undefined): string | null {
  return wish !== undefined && /^#[0-9a-f]{6}$/i.test(wish) ? wish : null;
}

class Launcher {
  private readonly host = document.createElement("div");
  private readonly button = document.createElement("button");
  private readonly count = document.createElement("span");
  private readonly frame = document.createElement("iframe");
  private readonly label: string;
  private ready = false;
  private isOpen = false;
  private visitor: Visitor | null = null;

  constructor(private readonly origin: string, data: DOMStringMap) {
    const locale = data.locale ?? document.documentElement.lang ?? navigator.language;
    this.label = /^en/i.test(locale) ? "Chat with us" : "在线客服";
    const parameters = new URLSearchParams({ channel: data.channel ?? "", host: location.origin, locale });
    this.frame.src = `${origin}/widget?${parameters}`;
    this.draw(safeColour(data.color));
    this.button.addEventListener("click", () => this.show(!this.isOpen));
    addEventListener("message", (event) => this.receive(event));
  }

  obey(...[command, visitor]: Command): void {
    if (command === "open") this.show(true);
    else if (command === "close") this.show(false);
    else if (command === "toggle") this.show(!this.isOpen);
    else if (command === "identify" && visitor) {
      this.visitor = visitor;
      this.tell({ type: "identify", user: visitor });
    }
  }

  private draw(colour: string | null): void {
    this.host.id = "magpie-widget";
    if (colour != null) this.host.style.setProperty("--magpie-color", colour);
    this.button.type = "button";
    this.button.dataset.testid = "widget-launcher";
    this.count.className = "count";
    this.count.hidden = true;
    this.frame.title = this.label;
    this.frame.hidden = true;
    this.frame.allow = "";
    this.frame.dataset.testid = "widget-frame";
    const root = this.host.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    root.append(this.frame, this.button);
    this.dress(false);
    document.body.append(this.host);
  }

  private dress(open: boolean): void {
    this.button.replaceChildren(icon(open ? CLOSE_ICON : CHAT_ICON), this.count);
    this.button.setAttribute("aria-expanded", String(open));
    const unread = this.count.hidden ? "" : ` (${this.count.textContent})`;
    this.button.setAttribute("aria-label", this.label + unread);
  }

  private show(open: boolean): void {
    this.isOpen = open;
    this.frame.hidden = !open;
    this.host.toggleAttribute("data-open", open);
    this.dress(open);
    this.tell({ type: "visible", on: open });
    if (open) this.frame.focus();
    else this.button.focus();
  }

  /** Speaks to our own frame and, by the fixed target, to nothing that might have taken its place. */
  private tell(message: unknown): void {
    if (this.ready) this.frame.contentWindow?.postMessage(message, this.origin);
  }

  private receive(event: MessageEvent): void {
    if (event.origin !== this.origin || event.source !== this.frame.contentWindow) return;
    const message = event.data as { type?: string; count?: number } | null;
    if (message?.type === "ready") {
      this.ready = true;
      if (this.visitor != null) this.tell({ type: "identify", user: this.visitor });
      this.tell({ type: "visible", on: this.isOpen });
    } else if (message?.type === "unread") {
      const count = Number(message.count) || 0;
      this.count.hidden = count === 0;
      this.count.textContent = count > 99 ? "99+" : String(count);
      this.dress(this.isOpen);
    } else if (message?.type === "close") {
      this.show(false);
    }
  }
}

function begin(script: HTMLScriptElement): void {
  const host = window as Host;
  const waiting = host.magpie?.q ?? [];
  const launcher = new Launcher(new URL(script.src).origin, script.dataset);
  host.magpie = (...command) => launcher.obey(...command);
  for (const command of waiting) launcher.obey(...command);
}

// `currentScript` is only known now, also for an async script; the page may still be without a body.
const script = document.currentScript;
if (script instanceof HTMLScriptElement && document.getElementById("magpie-widget") == null) {
  if (document.body != null) begin(script);
  else document.addEventListener("DOMContentLoaded", () => begin(script), { once: true });
}
