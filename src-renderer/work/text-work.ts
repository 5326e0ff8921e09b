import type { Design, DesignEdge, DesignNode } from '../../src-core/document/design.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { writeLine } from '../../src-core/journal/line.ts';
import type { Entry } from '../../src-core/journal/record.ts';
import type { Replayed } from '../../src-core/journal/replay.ts';
import { replay } from '../../src-core/journal/replay.ts';

/** Work on long texts, as data that goes to another thread. */
export type TextQuestion =
  | { readonly kind: 'parse'; readonly text: string }
  | { readonly kind: 'replay'; readonly lines: readonly string[] }
  | { readonly kind: 'line'; readonly entry: Entry };

/** What comes of each kind of question. */
export interface TextAnswers {
  readonly parse: Result<Design>;
  readonly replay: Result<Replayed>;
  readonly line: string;
}
export type TextAnswer = TextAnswers[TextQuestion['kind']];

export function answerTo(question: TextQuestion): TextAnswer {
  switch (question.kind) {
    case 'parse':
      return parseDesign(question.text);
    case 'replay':
      return replay(question.lines);
    case 'line':
      return writeLine(question.entry);
  }
}

/** The long lists of a design, or a part of them. */
export interface Lists {
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
}

const isWork = (value: Design | Replayed): value is Replayed => 'work' in value;

/** The design that an answer holds; null where it holds none. */
export function designIn(answer: TextAnswer): Design | null {
  if (typeof answer === 'string' || !answer.ok) return null;
  return isWork(answer.value) ? answer.value.work.open.design : answer.value;
}

const withListsOf = (design: Design, { nodes, edges }: Lists): Design => ({ ...design, nodes, edges });

/** The same answer with other lists in its design. */
export function withLists(answer: TextAnswer, lists: Lists): TextAnswer {
  if (typeof answer === 'string' || !answer.ok) return answer;
  const { value } = answer;
  if (!isWork(value)) return ok(withListsOf(value, lists));
  const { work } = value;
  const open = { ...work.open, design: withListsOf(work.open.design, lists) };
  return ok({ ...value, work: { ...work, open } });
}
