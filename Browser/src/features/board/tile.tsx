import { nameIn, useLocale, useT } from "../../lib/i18n/index.ts";
import { Icon } from "../../ui/icon.tsx";
import { explanationOf, type Figure, figureText, sparkline, trendOf, undefinedBecause } from "./model.ts";

const WIDTH = 120;
const HEIGHT = 28;

/** One figure: its value, its line, what it counts, and a way to what is behind it. */
export function Tile({ figure, open }: { figure: Figure; open: () => void }) {
  const t = useT();
  const locale = useLocale();
  const name = nameIn(locale, figure);
  const text = figureText(locale, figure);
  const explanation = explanationOf(figure.kpi);
  const missing = undefinedBecause(figure);
  const trend = trendOf(figure);
  const line = sparkline(figure.series, WIDTH, HEIGHT - 4);
  return (
    <button
      type="button"
      className="tile"
      data-testid={`kpi-${figure.kpi}`}
      aria-label={`${name}: ${text}. ${t("behindFigure")}`}
      onClick={open}
    >
      <span className="tile-name">{name}</span>
      <span className="tile-value">
        <span data-testid="kpi-value">{text}</span>
        {trend != null && (
          <i className={trend.good == null ? "trend" : trend.good ? "trend good" : "trend bad"}>
            <Icon name={trend.up ? "trendingUp" : "trendingDown"} size={16} />
          </i>
        )}
      </span>
      {line !== "" && (
        <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={line} transform="translate(0 2)" />
        </svg>
      )}
      <span className="tile-note">
        {missing != null
          ? t(missing)
          : figure.unit === "ratio" && figure.denominator != null
          ? t("ratioOf", { numerator: figure.numerator ?? 0, denominator: figure.denominator })
          : explanation != null && t(explanation)}
      </span>
    </button>
  );
}
