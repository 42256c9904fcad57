import { Link } from "../../app/router.tsx";
import { DoorTop } from "../../app/door.tsx";
import { aboutStore } from "../../app/session.ts";
import { type Key, nameIn, useLocale, useT } from "../../lib/i18n/index.ts";
import { useStore } from "../../lib/store.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";

const steps: readonly (readonly [IconName, Key, Key])[] = [
  ["messageCircle", "homeStep1", "homeStep1Text"],
  ["sparkles", "homeStep2", "homeStep2Text"],
  ["users", "homeStep3", "homeStep3Text"],
  ["lightbulb", "homeStep4", "homeStep4Text"],
  ["briefcaseBusiness", "homeStep5", "homeStep5Text"],
];

/** One screen: what this is, and the two ways in. */
export function HomePage() {
  const t = useT();
  const locale = useLocale();
  const about = useStore(aboutStore);
  return (
    <div className="door home" data-testid="home">
      <DoorTop />
      <main className="home-main" id="main">
        <div className="home-hero">
          <div>
            <h1>{t("homeTitle")}</h1>
            <p className="home-lead">{t("homeLead")}</p>
            <div className="home-ways">
              <Link to="/app/inbox" className="button primary large" testid="home-workspace">
                <Icon name="headset" /> {t("homeWorkspace")}
              </Link>
              {about?.shopURL && (
                <a className="button large" href={about.shopURL} data-testid="home-shop">
                  <Icon name="shoppingBag" /> {t("homeShop")}
                </a>
              )}
            </div>
          </div>
          <Scene />
        </div>
        <ol className="home-road">
          {steps.map(([icon, title, text], index) => (
            <li key={title}>
              <span className="home-icon">
                <Icon name={icon} size={22} />
              </span>
              <h2>
                {index + 1}. {t(title)}
              </h2>
              <p>{t(text)}</p>
            </li>
          ))}
        </ol>
      </main>
      <footer className="home-foot fine">
        {about != null && (
          <span>
            {nameIn(locale, about.company)} · {t("homeRun", { version: about.version })}
          </span>
        )}
        <a href="/THIRD_PARTY_NOTICES.txt">{t("homeNotices")}</a>
      </footer>
    </div>
  );
}

/** The road in small: a question, what was understood, an answer, a deal. */
function Scene() {
  const t = useT();
  return (
    <div className="scene-cards" aria-hidden="true">
      <p className="scene-ask">{t("sceneAsk")}</p>
      <div className="scene-note">
        <Icon name="sparkles" size={16} />
        <span className="tag">{t("sceneIntent")}</span>
        <span className="tag">{t("sceneAge")}</span>
        <span className="tag">{t("sceneBudget")}</span>
      </div>
      <div className="scene-note">
        <Icon name="users" size={16} /> {t("scenePlaced")}
      </div>
      <p className="scene-reply">{t("sceneReply")}</p>
      <div className="scene-won">
        <Icon name="circleCheck" /> {t("stageWon")} <span>¥1,860</span>
      </div>
    </div>
  );
}
