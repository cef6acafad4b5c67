import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PDFDocumentLoadingTask, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfLimits {
  /** Longest time of one step. */
  stepMilliseconds: number;
  /** Longest time of all steps of one PDF. */
  milliseconds: number;
  /** Most bytes that the process may grow by. */
  memoryBytes: number;
}

/** Why the reading of a PDF was ended from outside. */
export class PdfStopped extends Error {
  override readonly name = 'PdfStopped';
  constructor(readonly reason: 'timed-out' | 'out-of-memory') {
    super(`reading a PDF was stopped: ${reason}`);
  }
}

const HEAP_MB = 512;
const WATCH_MS = 50;
const MAX_IDLE = 2;

const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const library = pathToFileURL(`${folder}/legacy/build/pdf.worker.mjs`).href;
/** The library starts by itself in browsers only. */
const START = `
  import { parentPort } from 'node:worker_threads';
  import { WorkerMessageHandler } from ${JSON.stringify(library)};
  WorkerMessageHandler.initializeFromPort(parentPort);
`;

const idle: PdfThread[] = [];

/**
 * A thread in which PDFs are taken apart, one at a time: a loop without end, or a stream that unpacks without end, is
 * stopped by ending the thread. No script of a PDF is run and no code is made of one.
 */
export class PdfThread {
  readonly #thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(START)}`), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    stdout: true,
    stderr: true,
  });
  #worker: PDFWorker | undefined;
  #ended = false;
  #died: (() => void) | undefined;
  #memoryAtStart = 0;
  #startedAt = 0;

  private constructor() {
    const end = () => {
      this.#ended = true;
      this.#died?.();
    };
    this.#thread.on('error', end);
    this.#thread.on('exit', end);
    // An idle thread does not keep the program running.
    this.#thread.unref();
  }

  static take(): PdfThread {
    const thread = idle.pop() ?? new PdfThread();
    thread.#memoryAtStart = process.memoryUsage.rss();
    thread.#startedAt = performance.now();
    return thread;
  }

  /** Lets go of the PDF and gives the thread back for the next one. A thread that is gone has let go. */
  async release(task: PDFDocumentLoadingTask | undefined, limits: PdfLimits): Promise<void> {
    if (!this.#ended && task) await this.step(task.destroy(), limits).catch(() => this.#end());
    if (this.#ended) return;
    // What the thread has said since made its port keep the program running again.
    this.#thread.unref();
    if (idle.length < MAX_IDLE) idle.push(this);
    else this.#end();
  }

  /** Begins to read `data`, which is taken over. */
  async open(data: Uint8Array): Promise<PDFDocumentLoadingTask> {
    const { getDocument, PDFWorker, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    this.#worker ??= new PDFWorker({ port: this.#port() as never, verbosity: VerbosityLevel.ERRORS });
    return getDocument({
      data,
      worker: this.#worker,
      verbosity: VerbosityLevel.ERRORS,
      isEvalSupported: false,
      useWasm: false,
      useWorkerFetch: false,
      useSystemFonts: false,
      disableFontFace: true,
      enableXfa: true,
      cMapUrl: `${folder}/cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${folder}/standard_fonts/`,
    });
  }

  /**
   * Waits for one step of the reading.
   *
   * @throws {PdfStopped} when it takes too long or too much memory; the thread is gone then
   */
  step<T>(work: Promise<T>, { stepMilliseconds, milliseconds, memoryBytes }: PdfLimits): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        clearInterval(watch);
        this.#died = undefined;
      };
      const stop = (reason: PdfStopped['reason']) => {
        settle();
        this.#end();
        reject(new PdfStopped(reason));
      };
      const rest = this.#startedAt + milliseconds - performance.now();
      const isTooLarge = () => process.memoryUsage.rss() - this.#memoryAtStart > memoryBytes;
      const timer = setTimeout(() => stop('timed-out'), Math.max(0, Math.min(stepMilliseconds, rest)));
      const watch = setInterval(() => isTooLarge() && stop('out-of-memory'), WATCH_MS);
      this.#died = () => stop('out-of-memory');
      work.then(
        (value) => {
          settle();
          if (isTooLarge()) stop('out-of-memory');
          else resolve(value);
        },
        (error: unknown) => {
          settle();
          reject(error);
        },
      );
      if (this.#ended) stop('out-of-memory');
    });
  }

  #end(): void {
    this.#ended = true;
    void this.#thread.terminate();
  }

  /** The thread as the library expects one: with events of browsers. */
  #port(): object {
    const thread = this.#thread;
    return {
      postMessage: (message: unknown, transfer?: ArrayBuffer[]) => thread.postMessage(message, transfer ?? []),
      addEventListener: (
        type: string,
        listener: (event: { data: unknown }) => void,
        options?: { signal?: AbortSignal },
      ) => {
        if (type !== 'message') return;
        const hear = (data: unknown) => listener({ data });
        thread.on('message', hear);
        options?.signal?.addEventListener('abort', () => thread.off('message', hear));
      },
      removeEventListener: () => {},
    };
  }
}
