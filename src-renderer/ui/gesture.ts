/** Of this window alone: its counts begin anew with every window, and a history outlives them all. */
const ofWindow = crypto.randomUUID().slice(0, 8);
let count = 0;

/** A token for one gesture, such as a drag or a visit of a field, that no other gesture has in this window or another. */
export function newGesture(): string {
  count += 1;
  return `${ofWindow}:${count}`;
}
