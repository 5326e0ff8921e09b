import type { ReactNode } from 'react';
import { create } from 'zustand';

/** Something that a message offers to do. */
export interface Offer {
  readonly label: string;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly tone: 'good' | 'error' | 'plain';
  readonly text: string;
  readonly detail?: string;
  /** What stands below the words, such as the progress of a job. */
  readonly body?: ReactNode;
  /** Stays until it is closed, as errors do. */
  readonly stays?: boolean;
  /** What may be done; the last of them closes the message. */
  readonly offers?: readonly Offer[];
}

/** Messages that pass: results of saving, exporting, measuring. Errors stay until they are closed. */
export const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));

const shownFor = 6000;
let last = 0;

/** Shows a message; returns its id. */
export function toast(message: Omit<Toast, 'id'>): number {
  const id = ++last;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-3), { ...message, id }] }));
  if (message.tone !== 'error' && !message.stays) setTimeout(() => closeToast(id), shownFor);
  return id;
}

export function closeToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
