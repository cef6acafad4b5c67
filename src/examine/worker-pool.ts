import type { Worker } from 'node:worker_threads';
import { Fault } from '../base/fault.js';

/** A task comes back with its answer, or with why it was lost. Only the answer's task is affected, never the others. */
export type Outcome<Answer> = { answer: Answer } | { lost: 'classify/worker-died' | 'classify/timed-out' };

export interface WorkerPoolOptions {
  size: number;
  /** Time one task may take, without the time it waits for a worker. */
  taskMilliseconds: number;
}

interface Job<Task, Answer> {
  task: Task;
  timer: NodeJS.Timeout | undefined;
  done(outcome: Outcome<Answer>): void;
  failed(fault: Fault): void;
}

/** What a worker posts once it can take tasks; each task is then answered with one message, in order. */
export const READY = 'ready';

/** Tasks a thread has at once: the one it works on and one that is there when it has answered. */
const HELD = 2;

/**
 * Threads that work on one task each, the next one at hand, so that none waits for this thread to find the time to give
 * it another. A thread that ends or takes too long is replaced; its task is reported lost, the next one goes elsewhere.
 * Idle threads do not keep the process alive.
 */
export class WorkerPool<Task, Answer> {
  /** All threads, also those that are not ready. */
  readonly #workers = new Set<Worker>();
  /** What each ready thread holds; it works on the first. */
  readonly #held = new Map<Worker, Job<Task, Answer>[]>();
  readonly #waiting: Job<Task, Answer>[] = [];
  /** Why no further task can be answered. */
  #ended: Fault | undefined;

  constructor(
    readonly start: () => Worker,
    readonly options: WorkerPoolOptions,
  ) {}

  /**
   * Starts all threads.
   * @throws {Fault} `bug` / `classify/worker-not-started` when one ends before it is ready
   */
  async open(): Promise<void> {
    await Promise.all(Array.from({ length: this.options.size }, () => this.#add()));
  }

  /** @throws {Fault} `bug` / `classify/worker-not-started` when a lost thread cannot be replaced */
  run(task: Task): Promise<Outcome<Answer>> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((done, failed) => {
      this.#waiting.push({ task, timer: undefined, done, failed });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#end(new Fault('bug', 'classify/pool-closed', 'a closed pool takes no task'));
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #add(): Promise<void> {
    return new Promise((started, failed) => {
      const worker = this.start();
      let ready = false;
      this.#workers.add(worker);
      worker.on('message', (message: unknown) => {
        if (ready) return this.#settle(worker, { answer: message as Answer });
        if (message !== READY) return;
        ready = true;
        this.#held.set(worker, []);
        worker.unref();
        this.#assign();
        started();
      });
      // The thread's own message may hold what it read, so only the fact is kept; `exit` follows.
      worker.on('error', () => undefined);
      worker.on('exit', () => {
        this.#workers.delete(worker);
        if (!ready) failed(new Fault('bug', 'classify/worker-not-started', 'a thread ended before it was ready'));
        else this.#replace(worker);
      });
    });
  }

  #replace(worker: Worker): void {
    this.#settle(worker, { lost: 'classify/worker-died' });
    this.#held.delete(worker);
    if (this.#ended) {
      this.#end(this.#ended);
      return;
    }
    this.#add().catch((fault: Fault) => {
      if (this.#workers.size === 0) this.#end(fault);
    });
  }

  #end(fault: Fault): void {
    this.#ended = fault;
    for (const job of this.#waiting.splice(0)) job.failed(fault);
  }

  /** Gives what waits to the threads, first to those that have nothing to do. */
  #assign(): void {
    for (let most = 0; most < HELD; most++) {
      for (const [worker, held] of this.#held) {
        if (this.#waiting.length === 0) return;
        if (held.length > most) continue;
        const job = this.#waiting.shift()!;
        held.push(job);
        if (held.length === 1) this.#begin(worker, job);
        worker.postMessage(job.task);
      }
    }
  }

  /** The task's time runs from when the thread can work on it. */
  #begin(worker: Worker, job: Job<Task, Answer>): void {
    worker.ref();
    job.timer = setTimeout(() => this.#overdue(worker), this.options.taskMilliseconds);
  }

  #overdue(worker: Worker): void {
    this.#settle(worker, { lost: 'classify/timed-out' });
    void worker.terminate();
  }

  /** The thread's first task is over, well or not. */
  #settle(worker: Worker, outcome: Outcome<Answer>): void {
    const held = this.#held.get(worker);
    const job = held?.shift();
    if (!held || !job) return;
    clearTimeout(job.timer);
    job.done(outcome);
    if ('lost' in outcome) {
      // It gives no answer any more: what it still holds waits for another.
      this.#held.delete(worker);
      this.#waiting.unshift(...held);
    } else if (held[0]) this.#begin(worker, held[0]);
    else worker.unref();
    this.#assign();
  }
}
