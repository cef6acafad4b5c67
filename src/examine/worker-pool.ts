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

/** What a worker posts once it can take tasks; each task is then answered with one message. */
export const READY = 'ready';

/**
 * Threads that work on one task each. A thread that ends or takes too long is replaced; its task is reported lost.
 * Idle threads do not keep the process alive.
 */
export class WorkerPool<Task, Answer> {
  readonly #workers = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #waiting: Job<Task, Answer>[] = [];
  readonly #running = new Map<Worker, Job<Task, Answer>>();
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
        if (ready) return this.#finish(worker, { answer: message as Answer });
        if (message !== READY) return;
        ready = true;
        this.#release(worker);
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
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
    this.#finish(worker, { lost: 'classify/worker-died' });
    if (this.#ended) return;
    this.#add().catch((fault: Fault) => {
      if (this.#workers.size === 0) this.#end(fault);
    });
  }

  #end(fault: Fault): void {
    this.#ended = fault;
    for (const job of this.#waiting.splice(0)) job.failed(fault);
  }

  #assign(): void {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const worker = this.#idle.pop()!;
      const job = this.#waiting.shift()!;
      this.#running.set(worker, job);
      job.timer = setTimeout(() => this.#overdue(worker), this.options.taskMilliseconds);
      worker.ref();
      worker.postMessage(job.task);
    }
  }

  #overdue(worker: Worker): void {
    this.#settle(worker, { lost: 'classify/timed-out' });
    void worker.terminate();
  }

  #finish(worker: Worker, outcome: Outcome<Answer>): void {
    const wasRunning = this.#settle(worker, outcome);
    if (wasRunning && 'answer' in outcome) this.#release(worker);
  }

  #settle(worker: Worker, outcome: Outcome<Answer>): boolean {
    const job = this.#running.get(worker);
    if (!job) return false;
    this.#running.delete(worker);
    clearTimeout(job.timer);
    job.done(outcome);
    return true;
  }

  #release(worker: Worker): void {
    worker.unref();
    this.#idle.push(worker);
    this.#assign();
  }
}
