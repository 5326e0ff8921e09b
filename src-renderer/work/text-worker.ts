import type { Lists, TextAnswer, TextQuestion } from './text-work.ts';
import { answerTo, designIn, withLists } from './text-work.ts';

/** A question; the answer carries the same number. */
export interface NumberedQuestion {
  readonly number: number;
  readonly question: TextQuestion;
}

/** Parts of the lists of a design, in their order, and then the answer that they belong in. */
export type TextMessage =
  | { readonly number: number; readonly part: Lists }
  | { readonly number: number; readonly answer: TextAnswer };

/** So many items and so many wires go in one message: the thread that gets it makes objects of them in one task. */
const partLength = 1000;

/** The thread on which long texts are read and written, one after another. */
addEventListener('message', ({ data: { number, question } }: MessageEvent<NumberedQuestion>) => {
  const tell = (message: TextMessage): void => postMessage(message);
  const answer = answerTo(question);
  const { nodes, edges } = designIn(answer) ?? { nodes: [], edges: [] };
  for (let from = 0; from < Math.max(nodes.length, edges.length); from += partLength) {
    const part = <T>(list: readonly T[]) => list.slice(from, from + partLength);
    tell({ number, part: { nodes: part(nodes), edges: part(edges) } });
  }
  tell({ number, answer: withLists(answer, { nodes: [], edges: [] }) });
});
