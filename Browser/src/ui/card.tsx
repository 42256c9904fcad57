import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

interface CardProps {
  icon: IconName;
  title: string;
  testid: string;
  aside?: ReactNode;
  children: ReactNode;
}

export function Card({ icon, title, testid, aside, children }: CardProps) {
  return (
    <section className="card" data-testid={testid}>
      <header className="card-head">
        <Icon name={icon} size={16} />
        <h3>{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** Name and value pairs; a value that is not known is left out by its caller. */
export function Facts({ facts }: { facts: (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
