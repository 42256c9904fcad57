/** The magpie itself. */
export function Mark({ size = 32 }: { size?: number }) {
  return <img className="mark" src="/icon.svg" width={size} height={size} alt="" />;
}
