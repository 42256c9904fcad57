// Dragging by pointer: mouse, pen and finger alike.

import { type PointerEvent as ReactPointerEvent, useCallback, useRef, useState } from "react";
import type { Stage } from "../../lib/types.ts";
import { STAGES } from "./model.ts";

export interface Drag {
  deal: string;
  /** How far the card has been carried, in CSS pixels. */
  x: number;
  y: number;
  over: Stage | null;
}

const START_PIXELS = 6;

function stageAt(x: number, y: number): Stage | null {
  const column = document.elementsFromPoint(x, y).map((one) => one.closest<HTMLElement>("[data-stage-column]"));
  const name = column.find((one) => one != null)?.dataset.stageColumn;
  return STAGES.find((stage) => stage === name) ?? null;
}

export function useDrag(drop: (deal: string, stage: Stage) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const start = useRef<{ deal: string; x: number; y: number; pointer: number } | null>(null);
  const begin = useCallback((deal: string, event: ReactPointerEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (event.button !== 0 || target.closest("a, button, .menu") != null) return;
    // A finger on the card scrolls the page; only the grip carries the card.
    if (event.pointerType === "touch" && target.closest("[data-grip]") == null) return;
    start.current = { deal, x: event.clientX, y: event.clientY, pointer: event.pointerId };
    event.currentTarget.setPointerCapture(event.pointerId);
  }, []);
  const move = useCallback((event: ReactPointerEvent<HTMLElement>) => {
    const from = start.current;
    if (from == null || from.pointer !== event.pointerId) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    setDrag((now) =>
      now == null && Math.hypot(x, y) < START_PIXELS
        ? null
        : { deal: from.deal, x, y, over: stageAt(event.clientX, event.clientY) }
    );
  }, []);
  const end = useCallback((event: ReactPointerEvent<HTMLElement>) => {
    const from = start.current;
    start.current = null;
    setDrag(null);
    if (from == null || event.type === "pointercancel") return;
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < START_PIXELS) return;
    const stage = stageAt(event.clientX, event.clientY);
    if (stage != null) drop(from.deal, stage);
  }, [drop]);
  return { drag, begin, move, end };
}
