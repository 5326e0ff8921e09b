/** Calls of one window that are worked on at the same time; each may hold a design of tens of megabytes. */
const callsAtOnce = 4;

/** Bytes that may lie ready for a window that does not read them; past it nothing new is begun for that window. */
const unreadLimit = 4 * 1024 * 1024;

/** What the intake needs of a socket. */
interface Flow {
  readonly bufferedAmount: number;
  pause(): void;
  resume(): void;
}

/**
 * Lets the messages of one window in as fast as it reads what it is answered: one that sends and does not read is not
 * read either, so that its calls wait on its own side.
 */
export class Intake<Message> {
  readonly #flow: Flow;
  readonly #take: (message: Message) => Promise<void>;
  readonly #waiting: Message[] = [];
  #running = 0;
  #paused = false;

  /** @param take works on a message; resolves when it has been answered, never rejects */
  constructor(flow: Flow, take: (message: Message) => Promise<void>) {
    this.#flow = flow;
    this.#take = take;
  }

  /** False while more lies ready for the window than it should: what it can do without is left out. */
  get hasRoom(): boolean {
    return this.#flow.bufferedAmount <= unreadLimit;
  }

  push(message: Message): void {
    this.#waiting.push(message);
    this.advance();
  }

  /** Begins what can be begun; to be called whenever the window has read something. */
  advance(): void {
    while (this.#waiting.length > 0 && this.#running < callsAtOnce && this.hasRoom) {
      this.#running += 1;
      void this.#take(this.#waiting.shift()!).then(() => {
        this.#running -= 1;
        this.advance();
      });
    }
    const isFull = this.#waiting.length > 0 || !this.hasRoom;
    if (isFull === this.#paused) return;
    this.#paused = isFull;
    if (isFull) this.#flow.pause();
    else this.#flow.resume();
  }
}
