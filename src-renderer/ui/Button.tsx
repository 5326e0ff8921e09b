import type { ReactNode } from 'react';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Button as AriaButton } from 'react-aria-components';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  readonly children: ReactNode;
  /** `primary` is for the one main action in view; `plain` has no edge. */
  readonly look?: 'outlined' | 'primary' | 'plain' | 'link';
  readonly icon?: ReactNode;
  /** Shows that what the button opens is open. */
  readonly isActive?: boolean;
  readonly className?: string;
}

export function Button({ look = 'outlined', icon, isActive, children, className, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      data-active={isActive || undefined}
      className={classNames(styles.button, styles[look], className)}
    >
      {icon}
      {children}
    </AriaButton>
  );
}
