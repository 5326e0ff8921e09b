import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import popover from './Popover.module.css';
import styles from './Select.module.css';

interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly detail?: ReactNode;
  readonly isDisabled?: boolean;
}

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly icon?: ReactNode;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly className?: string;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  return (
    <AriaSelect
      aria-label={props.label}
      placeholder={props.placeholder ?? '—'}
      isDisabled={props.isDisabled ?? false}
      value={props.value}
      onChange={(key) => {
        const option = props.options.find(({ value }) => value === key);
        if (option !== undefined) props.onChange(option.value);
      }}
      className={classNames(styles.select, props.className)}
    >
      <Button className={styles.trigger as string}>
        {props.icon}
        <SelectValue className={styles.value as string} />
        <ChevronDown size={14} aria-hidden className={styles.chevron} />
      </Button>
      <Popover offset={4} className={popover.popover as string}>
        <ListBox className={popover.list as string}>
          {props.options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              isDisabled={option.isDisabled ?? false}
              className={popover.item as string}
            >
              {({ isSelected }) => (
                <>
                  <span className={classNames(popover.label, styles.option)}>
                    <span>{option.label}</span>
                    {option.detail !== undefined && <span className={popover.detail}>{option.detail}</span>}
                  </span>
                  <span className={classNames(popover.check, styles.check)}>
                    {isSelected && <Check size={14} aria-hidden />}
                  </span>
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
