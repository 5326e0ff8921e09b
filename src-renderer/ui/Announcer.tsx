import { useAnnouncement } from './announcing.ts';

/** Where screen readers hear what is announced; nothing of it is seen. */
export function Announcer() {
  const { text, count } = useAnnouncement();
  return (
    <p role="status" className="visually-hidden" data-announced>
      <span key={count}>{text}</span>
    </p>
  );
}
