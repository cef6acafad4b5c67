/** A part of a bucket, all of it when `prefix` is empty, and the workspace whose records lie there. Nothing personal. */
export interface HeldPlace {
  prefix: string;
  /** `ws-…` */
  workspace: string;
  /** Its service.id. */
  service: string;
}

/** The register of one bucket as it was read. */
export interface Register {
  places: readonly HeldPlace[];
  /** Of the state that was read; undefined when there was none. */
  etag: string | undefined;
}

/** Names one version of the register where it lies among the records. */
export interface RegisterVersion {
  key: string;
  versionId: string;
}

/**
 * Says whose records lie in a bucket, kept beside them so that every workspace that is pointed at the bucket finds it.
 * Failures are Faults: those of `ObjectStore`, and `integrity` / `store/register-corrupt`.
 */
export interface PlaceRegister {
  read(bucket: string): Promise<Register>;

  /**
   * Replaces the register, durably; with no places left it is removed and leaves nothing.
   * @throws {Fault} `conflict` / `store/changed` when it is not the one that was read any more
   */
  write(bucket: string, places: readonly HeldPlace[], read: Register): Promise<void>;

  /**
   * Where listings show the register itself: the one version that was read or written last, so that nothing else can hide
   * under its name. Undefined where no listing shows it, or there is none.
   */
  shownAs(bucket: string): RegisterVersion | undefined;
}
