import type { KnownBoxes } from '../files/known-boxes.ts';
import type { ResultStore } from '../files/result-store.ts';
import type { RunnerClient } from '../runner/client.ts';

export type Runner = Pick<RunnerClient, 'devices' | 'start' | 'close'>;

/** What the command line touches besides files: its streams, Ctrl+C, and the runner it starts when a command needs one. */
export interface Io {
  /** Of Blockwright; it stands in every ONNX file. */
  readonly version: string;
  out(text: string): void;
  err(text: string): void;
  /** Whether a person watches stderr: only then is progress shown there. */
  readonly watched: boolean;
  /** Calls back on Ctrl+C, or another request to end, instead of ending the process, until the returned function is called. */
  onInterrupt(handler: () => void): () => void;
  openRunner(): Runner;
  /** Where the results of the person's measurements are kept. */
  readonly results: ResultStore;
  /** The other machines that the person has connected to. */
  readonly boxes: KnownBoxes;
  /** Runs the serve shell until it ends; resolves to its exit code, null where a signal ended it. */
  serve(args: readonly string[]): Promise<number | null>;
}
