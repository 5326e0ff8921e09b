import type { Design, DesignEdge, DesignNode } from '../../src-core/document/design.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import type { Result } from '../../src-core/errors.ts';
import type { Entry } from '../../src-core/journal/record.ts';
import type { Replayed } from '../../src-core/journal/replay.ts';
import { replay } from '../../src-core/journal/replay.ts';
import type { TextAnswer, TextAnswers, TextQuestion } from './text-work.ts';
import { answerTo, designIn, withLists } from './text-work.ts';
import type { NumberedQuestion, TextMessage } from './text-worker.ts';

/** Characters from which a text is read on a thread of its own; a shorter one takes some milliseconds. */
const longText = 300_000;

interface Waiting {
  readonly question: TextQuestion;
  readonly nodes: DesignNode[];
  readonly edges: DesignEdge[];
  readonly resolve: (answer: TextAnswer) => void;
}

let worker: Worker | null = null;
let asked = 0;
const waiting = new Map<number, Waiting>();

/** The thread could not be loaded, or had too little memory. No text may be lost by that, so the window does its work. */
function stop(): void {
  worker?.terminate();
  worker = null;
  const left = [...waiting.values()];
  waiting.clear();
  for (const { question, resolve } of left) resolve(answerTo(question));
}

function hear({ data }: MessageEvent<TextMessage>): void {
  const one = waiting.get(data.number);
  if (one === undefined) return;
  if ('part' in data) {
    one.nodes.push(...data.part.nodes);
    one.edges.push(...data.part.edges);
    return;
  }
  waiting.delete(data.number);
  one.resolve(designIn(data.answer) === null ? data.answer : withLists(data.answer, one));
}

function ask<Kind extends TextQuestion['kind']>(
  question: Extract<TextQuestion, { readonly kind: Kind }>,
): Promise<TextAnswers[Kind]> {
  if (worker === null) {
    worker = new Worker(new URL('./text-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', hear);
    worker.addEventListener('error', stop);
  }
  asked += 1;
  const numbered: NumberedQuestion = { number: asked, question };
  const thread = worker;
  return new Promise((resolve) => {
    waiting.set(numbered.number, {
      question,
      nodes: [],
      edges: [],
      // An answer is of the kind of its question; the number that links the two has no type.
      resolve: (answer) => resolve(answer as TextAnswers[Kind]),
    });
    thread.postMessage(numbered);
  });
}

/** As `parseDesign`; a long text is read on another thread. */
export async function parseText(text: string): Promise<Result<Design>> {
  return text.length < longText ? parseDesign(text) : ask({ kind: 'parse', text });
}

/** As `replay`; long lines are read on another thread. */
export async function replayLines(lines: readonly string[]): Promise<Result<Replayed>> {
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  return length < longText ? replay(lines) : ask({ kind: 'replay', lines });
}

/** As `writeLine`, on another thread. */
export const lineOf = (entry: Entry): Promise<string> => ask({ kind: 'line', entry });
