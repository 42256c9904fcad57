import { useEffect, useRef } from "react";
import { follow, linkStore, listen } from "../../app/live.ts";
import { useSearchValue } from "../../app/router.tsx";
import { api } from "../../app/session.ts";
import { clockText } from "../../lib/format.ts";
import { type Key, nameIn, useLocale, useT } from "../../lib/i18n/index.ts";
import { useStore } from "../../lib/store.ts";
import { useLoad } from "../../ui/load.ts";
import { Failed, Loading } from "../../ui/states.tsx";
import { Behind } from "./behind.tsx";
import { Bars } from "./chart.tsx";
import { type Board, type Range, rangeOf, RANGES, updated } from "./model.ts";
import { Tile } from "./tile.tsx";

const rangeKeys: Record<Range, Key> = { today: "rangeToday", "7d": "range7d", "30d": "range30d" };
/** Live frames carry the figures; series and breakdowns are asked for again at this pace. */
const REFRESH_MILLISECONDS = 15_000;

function useBoard(range: Range) {
  const loaded = useLoad((signal) => api.get<Board>("/board", { range }, signal), [range]);
  const { value, replace, reload } = loaded;
  const current = useRef(value);
  current.current = value;
  useEffect(() => {
    const unfollow = follow("board", () => null);
    let frame = 0;
    const stop = listen((heard) => {
      if (heard.type !== "board") return;
      // Several frames within one screen refresh are drawn once.
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (current.current != null) replace(updated(current.current, heard.figures));
      });
    });
    const timer = setInterval(() => !document.hidden && reload(), REFRESH_MILLISECONDS);
    return () => {
      unfollow();
      stop();
      cancelAnimationFrame(frame);
      clearInterval(timer);
    };
  }, [replace, reload]);
  return loaded;
}

export default function BoardPage() {
  const t = useT();
  const locale = useLocale();
  const link = useStore(linkStore);
  const [wish, setRange] = useSearchValue("range");
  const [opened, setOpened] = useSearchValue("figure");
  const range = rangeOf(wish);
  const { value: board, error, reload } = useBoard(range);
  return (
    <div className="page-body" data-testid="board">
      <header className="page-head">
        <h1>{t("navBoard")}</h1>
        {board != null && (
          <span className="fine">
            {link === "live" && <span className="tag ok">{t("liveFigures")}</span>}{" "}
            {t("updatedAt", { time: clockText(locale, board.at) })}
          </span>
        )}
        <RangeSwitch range={range} set={setRange} />
      </header>
      {error != null && <Failed error={error} retry={reload} />}
      {board == null && error == null && <Loading />}
      {board != null && (
        <>
          <div className="tiles">
            {board.figures.map((figure) => (
              <Tile
                key={figure.kpi}
                figure={figure}
                open={() => setOpened(figure.kpi)}
              />
            ))}
          </div>
          <div className="charts">
            <Bars
              title={t("byIntent")}
              slices={board.breakdowns.intent}
              colour={1}
              choose={(slice) => setOpened(`conversations:intent:${slice.key}`)}
            />
            <Bars
              title={t("byChannel")}
              slices={board.breakdowns.channel}
              colour={2}
              choose={(slice) => setOpened(`conversations:channel:${slice.key}`)}
            />
          </div>
          {opened != null && <Opened board={board} opened={opened} range={range} close={() => setOpened(null)} />}
        </>
      )}
    </div>
  );
}

function RangeSwitch({ range, set }: { range: Range; set: (range: string | null) => void }) {
  const t = useT();
  return (
    <div className="segments" role="group" aria-label={t("range")}>
      {RANGES.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === range}
          data-testid={`range-${one}`}
          onClick={() => set(one === "today" ? null : one)}
        >
          {t(rangeKeys[one])}
        </button>
      ))}
    </div>
  );
}

interface OpenedProps {
  board: Board;
  /** A figure, or `conversations:intent:<key>` for one bar of a chart. */
  opened: string;
  range: Range;
  close: () => void;
}

function Opened({ board, opened, range, close }: OpenedProps) {
  const locale = useLocale();
  const [kpi = "", by, key = null] = opened.split(":");
  const figure = board.figures.find((one) => one.kpi === kpi);
  if (figure === undefined) return null;
  const slices = by === "intent" ? board.breakdowns.intent : board.breakdowns.channel;
  const slice = by === undefined ? undefined : slices.find((one) => one.key === key);
  return (
    <Behind
      title={slice === undefined ? nameIn(locale, figure) : nameIn(locale, slice)}
      kpi={kpi}
      range={range}
      intent={by === "intent" ? key : null}
      channel={by === "channel" ? key : null}
      close={close}
    />
  );
}
