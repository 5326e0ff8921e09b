/** The sign of Blockwright: a staircase of blocks. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg viewBox="0 0 26 24" width={size} height={(size * 24) / 26} aria-hidden>
      <g fill="var(--accent)">
        <path d="M0 0h9v6H0zM6 9h9v6H6zM12 18h13v6H12z" />
        <path opacity=".4" d="M16 0h9v6h-9zM19 9h6v6h-6z" />
      </g>
    </svg>
  );
}
