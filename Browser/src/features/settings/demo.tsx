import { api } from "../../app/session.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useLoad } from "../../ui/load.ts";
import { Failed, Loading } from "../../ui/states.tsx";
import { attempt } from "../../ui/toast.tsx";

interface Visitors {
  on: boolean;
  perMinute: number;
}

/** Simulated visitors, so that a demonstration has something to show. */
export function DemoTab() {
  const t = useT();
  const { value, error, reload, replace } = useLoad((signal) => api.get<Visitors>("/demo/visitors", {}, signal), []);
  if (error != null) return <Failed error={error} retry={reload} />;
  if (value == null) return <Loading />;
  const set = async (next: Visitors) => {
    replace(next);
    if (await attempt(() => api.put("/demo/visitors", next).then(() => true), t("saved")) == null) reload();
  };
  return (
    <section className="sheet demo-visitors" data-testid="demo-visitors">
      <p>{t("demoText")}</p>
      <label className="switch">
        <input
          type="checkbox"
          checked={value.on}
          data-testid="demo-on"
          onChange={(event) => void set({ ...value, on: event.target.checked })}
        />
        <span>{t("demoOn")}</span>
      </label>
      <label className="field">
        <span>{t("demoRate", { count: value.perMinute })}</span>
        <input
          type="range"
          min={1}
          max={60}
          value={value.perMinute}
          data-testid="demo-rate"
          onChange={(event) => replace({ ...value, perMinute: Number(event.target.value) })}
          onPointerUp={() => void set(value)}
          onKeyUp={() => void set(value)}
        />
      </label>
    </section>
  );
}
