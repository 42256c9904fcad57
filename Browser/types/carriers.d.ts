// Types of what tools/deps.py puts into node_modules without a declaration of its own.

declare module "react-dom/client" {
  import type { ReactNode } from "react";
  export interface Root {
    render(children: ReactNode): void;
    unmount(): void;
  }
  export function createRoot(container: Element | DocumentFragment): Root;
}

declare module "echarts" {
  export interface Chart {
    setOption(option: Record<string, unknown>, notMerge?: boolean): void;
    on(event: string, handler: (parameters: { dataIndex?: number; name?: string }) => void): void;
    resize(): void;
    dispose(): void;
  }
  export const echarts: {
    init(element: HTMLElement, theme?: string | null, options?: { renderer?: "svg" | "canvas" }): Chart;
  };
}
