// The one place that knows how the chart library is packaged; loaded only when a chart is shown.

import type { Chart } from "echarts";

export type { Chart };

export async function openChart(element: HTMLElement): Promise<Chart> {
  const { echarts } = await import("echarts");
  return echarts.init(element, null, { renderer: "svg" });
}
