import { useEffect, useRef, useState } from "react";
import { type Chart, openChart } from "../../lib/echarts.ts";
import { nameIn, useLocale, useT } from "../../lib/i18n/index.ts";
import { watchTheme } from "../../lib/theme.ts";
import type { Slice } from "./model.ts";

interface BarsProps {
  title: string;
  slices: readonly Slice[];
  /** Which colour of the chart palette, 1 to 4. */
  colour: 1 | 2 | 3 | 4;
  choose: (slice: Slice) => void;
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Drawn with the page's own colours, so it has to be built anew when they change. */
function optionsOf(names: string[], counts: number[], colour: number): Record<string, unknown> {
  const label = { color: token("--ink-2"), fontSize: 12 };
  return {
    animationDuration: 300,
    grid: { left: 8, right: 44, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: "value", show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: names,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...label, width: 150, overflow: "truncate" },
    },
    series: [{
      type: "bar",
      data: counts,
      barMaxWidth: 18,
      cursor: "pointer",
      itemStyle: { color: token(`--chart-${colour}`), borderRadius: [0, 5, 5, 0] },
      label: { show: true, position: "right", ...label },
    }],
  };
}

function useChart(slices: readonly Slice[], colour: number, choose: (slice: Slice) => void) {
  const locale = useLocale();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const latest = useRef({ slices, choose, draw: () => undefined as void });
  const [failed, setFailed] = useState(false);
  latest.current.slices = slices;
  latest.current.choose = choose;
  latest.current.draw = () => {
    const names = slices.map((slice) => nameIn(locale, slice));
    chart.current?.setOption(optionsOf(names, slices.map((slice) => slice.count), colour), true);
  };
  useEffect(() => {
    const element = host.current;
    if (element == null) return;
    let gone = false;
    openChart(element).then((made) => {
      if (gone) return made.dispose();
      chart.current = made;
      made.on("click", ({ dataIndex }) => {
        const slice = latest.current.slices[dataIndex ?? -1];
        if (slice !== undefined) latest.current.choose(slice);
      });
      latest.current.draw();
    }, () => setFailed(true));
    const size = new ResizeObserver(() => chart.current?.resize());
    size.observe(element);
    const stop = watchTheme(() => latest.current.draw());
    return () => {
      gone = true;
      size.disconnect();
      stop();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => latest.current.draw(), [slices, locale, colour]);
  return { host, failed };
}

/** Counts as bars, with the same numbers as a table for whoever cannot see them. */
export function Bars({ title, slices, colour, choose }: BarsProps) {
  const t = useT();
  const [asTable, setAsTable] = useState(false);
  const [failed, setFailed] = useState(false);
  const table = asTable || failed;
  return (
    <section className="chart-card" data-testid={`chart-${colour}`}>
      <header className="card-head">
        <h2>{title}</h2>
        <div className="segments" role="group" aria-label={title}>
          <button type="button" aria-pressed={!table} onClick={() => setAsTable(false)}>{t("asChart")}</button>
          <button type="button" aria-pressed={table} data-testid="as-table" onClick={() => setAsTable(true)}>
            {t("asTable")}
          </button>
        </div>
      </header>
      {failed && <p className="fine">{t("chartFailed")}</p>}
      {slices.length === 0 && <p className="quiet-text">{t("nobreakdown")}</p>}
      {slices.length > 0 && (table
        ? <SliceTable title={title} slices={slices} choose={choose} />
        : <BarChart title={title} slices={slices} colour={colour} choose={choose} fail={() => setFailed(true)} />)}
    </section>
  );
}

function BarChart({ title, slices, colour, choose, fail }: BarsProps & { fail: () => void }) {
  const t = useT();
  const { host, failed } = useChart(slices, colour, choose);
  useEffect(() => {
    if (failed) fail();
  }, [failed, fail]);
  return (
    <div
      ref={host}
      className="chart"
      role="img"
      aria-label={t("chartLabel", { title })}
      style={{ height: `${Math.max(120, slices.length * 36 + 16)}px` }}
    />
  );
}

function SliceTable({ title, slices, choose }: Omit<BarsProps, "colour">) {
  const t = useT();
  const locale = useLocale();
  return (
    <table className="table" data-testid="slice-table">
      <caption className="spoken">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className="number">{t("chartCount")}</th>
        </tr>
      </thead>
      <tbody>
        {slices.map((slice) => (
          <tr key={slice.key}>
            <th scope="row">
              <button type="button" className="link" onClick={() => choose(slice)}>{nameIn(locale, slice)}</button>
            </th>
            <td className="number">{slice.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
