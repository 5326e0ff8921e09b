import type { ReactNode } from 'react';
import { Component } from 'react';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/Button.tsx';
import styles from './ErrorBoundary.module.css';

interface ErrorBoundaryProps {
  /** What is in it, as it stands in a sentence. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Keeps a fault in one part of the window from taking the rest, and the design, with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly message: string | null }> {
  override state = { message: null as string | null };

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <div role="alert" className={styles.fault}>
        <p className={styles.title}>{t('Something went wrong in {name}', { name: this.props.name })}</p>
        <p>{t('The design is safe: save it, or go on in the rest of the window.')}</p>
        <p className={styles.detail}>{message}</p>
        <Button onPress={() => this.setState({ message: null })}>{t('Show it again')}</Button>
      </div>
    );
  }
}
