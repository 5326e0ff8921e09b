import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { isInteger } from '../../src-core/algebra/expression.ts';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import type { AuditedFigure } from '../../src-core/published/audit.ts';
import { auditRow } from '../../src-core/published/audit.ts';
import { costUnderConvention } from '../../src-core/published/count.ts';
import type { PublishedRow } from '../../src-core/published/figure.ts';
import type { Absence, Counted } from '../../src-core/published/subject.ts';
import { countSubject } from '../../src-core/published/subject.ts';
import { whenIdle } from '../work/idle.ts';

/** What our own count says about a published row. */
export interface AuditedRow {
  readonly row: PublishedRow;
  /** What it speaks of, or why that cannot be counted. */
  readonly counted: Counted | Absence;
  readonly params: bigint | null;
  readonly costs: ReadonlyMap<ConventionName, bigint | null>;
  readonly figures: readonly AuditedFigure[];
}

type Audited = ReadonlyMap<PublishedRow, AuditedRow>;

const usePublished = create<{ readonly audited: Audited }>(() => ({ audited: new Map() }));

/** Rows often speak of one network at the same settings: it is counted once. */
const subjects = new Map<string, Counted | Absence>();

function counted({ subject }: PublishedRow): Counted | Absence {
  const key = JSON.stringify(subject);
  const known = subjects.get(key) ?? countSubject(subject);
  subjects.set(key, known);
  return known;
}

function paramsOf({ expansions }: Counted): bigint | null {
  let sum = 0n;
  for (const { facts } of expansions) {
    if (!isInteger(facts.params)) return null;
    sum += facts.params;
  }
  return sum;
}

/** Counts one row, and its cost under one convention. */
export function auditedRow(row: PublishedRow, name: ConventionName, before?: AuditedRow): AuditedRow {
  const subject = before?.counted ?? counted(row);
  const costs = new Map(before?.costs);
  if (typeof subject !== 'string') costs.set(name, costUnderConvention(subject, name));
  return {
    row,
    counted: subject,
    params: before?.params ?? (typeof subject === 'string' ? null : paramsOf(subject)),
    costs,
    figures: before?.figures ?? auditRow(row, subject),
  };
}

const isMissing = (known: AuditedRow | undefined, name: ConventionName): boolean =>
  known === undefined || (typeof known.counted !== 'string' && !known.costs.has(name));

/** Rows that are counted but not shown yet: drawing all others again for each would take longer than counting it. */
const fresh = new Map<PublishedRow, AuditedRow>();
const showAfter = 200;
let isDue = false;

function show(): void {
  isDue = false;
  usePublished.setState(({ audited }) => ({ audited: new Map([...audited, ...fresh]) }));
  fresh.clear();
}

function work(row: PublishedRow, name: ConventionName): void {
  const known = fresh.get(row) ?? usePublished.getState().audited.get(row);
  if (!isMissing(known, name)) return;
  fresh.set(row, auditedRow(row, name, known));
  if (!isDue) setTimeout(show, showAfter);
  isDue = true;
}

export interface Audit {
  /** Rows that are counted so far, in the order in which they were asked for. */
  readonly rows: readonly AuditedRow[];
  /** How many of those asked for are not. */
  readonly waiting: number;
}

/** Our counts beside published rows, worked out one by one while the window is idle. */
export function useAudit(wanted: readonly PublishedRow[], name: ConventionName): Audit {
  const audited = usePublished((state) => state.audited);
  useEffect(() => {
    const jobs = wanted.map((row) => whenIdle(() => work(row, name)));
    return () => {
      for (const takeBack of jobs) takeBack();
    };
  }, [wanted, name]);
  return useMemo(() => {
    const rows = wanted.flatMap((row) => audited.get(row) ?? []);
    return { rows, waiting: wanted.length - rows.length };
  }, [wanted, audited]);
}
