import { availableParallelism } from 'node:os';

/** Threads that a run on the cpu uses, as many as there are cores: left to itself the runtime may take one however many there are. */
export const threads = availableParallelism();
