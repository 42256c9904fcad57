import { useT } from "../lib/i18n/index.ts";
import { Icon } from "../ui/icon.tsx";
import { Mark } from "../ui/mark.tsx";
import { Menu } from "../ui/menu.tsx";
import { Link } from "./router.tsx";
import { appearanceItems } from "./shell.tsx";

/** The top of the pages in front of the workspace. */
export function DoorTop() {
  const t = useT();
  return (
    <header className="door-top">
      <Link to="/" className="door-brand">
        <Mark size={36} /> <span>{t("brand")}</span>
      </Link>
      <Menu
        label={t("groupAppearance")}
        button={<Icon name="languages" />}
        items={appearanceItems(t)}
        testid="appearance-menu"
      />
    </header>
  );
}
