import { availableParallelism } from 'node:os';

/** Threads of a run on the cpu, one for each core. Left to itself the runtime may take one however many there are. */
export const threads = availableParallelism();
