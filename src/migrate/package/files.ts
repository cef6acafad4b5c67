import type { ByteStream } from '../../base/bytes.js';

export interface PackageEntry {
  /** From the package's folder, with `/`. */
  path: string;
  bytes: number;
  /** False for what is neither file nor folder: links, pipes, devices. */
  regular: boolean;
}

/** Files of one package, wherever they lie. */
export interface PackageFiles {
  /** Every entry but folders, in any order; bounded memory. */
  list(): AsyncIterable<PackageEntry>;
  /** Undefined when there is no such file. Links are not followed. */
  read(path: string): Promise<ByteStream | undefined>;
  /** Bytes of a file; undefined when there is none. */
  size(path: string): Promise<number | undefined>;
}

export interface FileDetails {
  contentType?: string;
  metadata?: Readonly<Record<string, string>>;
}

/** A package being made. Until it is complete nobody takes it for one. */
export interface PackageTarget extends PackageFiles {
  /** Whole or not at all, durable once it resolves; replaces. */
  write(path: string, body: ByteStream, details: FileDetails, signal: AbortSignal): Promise<void>;
  isComplete(): Promise<boolean>;
  /** The last step. Resolves as well when it was done before. */
  complete(): Promise<void>;
  /** Where it lies, for people: a folder, or bucket and prefix. */
  readonly place: string;
}
