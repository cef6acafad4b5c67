import { createHash } from 'node:crypto';
import { type Level, levelName } from '../../base/level.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import type { CatalogVersion } from '../../ports/catalog.js';

/** One in so many. */
const EVERY = 10;

const ALL =
  '廃棄した全ての版について保存先に対する読取りを試み、読み取れないことを確認した。併せて、保存先の全ての版、削除マーカー及び未完了のアップロードを再度一覧し、対象の残存がないことを確認した。';

/**
 * Which destroyed versions are tried to be read again: all of a level that the plan reads back in full, otherwise the
 * first of each system and level and one in ten, chosen by a hash that nobody who stores records can know beforehand.
 */
export class Sample {
  readonly #sampled: ReadonlySet<Level>;
  readonly #begun = new Set<string>();

  constructor(
    { methods }: Pick<DisposalPlan, 'methods'>,
    readonly erasureId: string,
  ) {
    this.#sampled = new Set(methods.filter(({ readBack }) => readBack === 'sampled').map(({ level }) => level));
  }

  has({ system, objectId, versionId }: CatalogVersion, level: Level): boolean {
    if (!this.#sampled.has(level)) return true;
    const line = `${system} ${level}`;
    const first = !this.#begun.has(line);
    this.#begun.add(line);
    const hash = createHash('sha256')
      .update(JSON.stringify([this.erasureId, objectId, versionId]))
      .digest();
    return first || hash.readUInt32BE(0) % EVERY === 0;
  }

  /**
   * For the certificate.
   * @param byListing - how many of those to be tried could only be looked for in the listing
   */
  methodOf(byListing: number): string {
    const except =
      byListing === 0
        ? ''
        : `このうち、読み取るべき内容のないもの（削除マーカー及び未完了のアップロード）並びに目録に名称のないもの（既に削除されていた名称の過去の版）${byListing.toLocaleString('ja-JP')}件は、再度の読取りを試みず、一覧にないことにより確認した。`;
    return `${this.#method}${except}`;
  }

  get #method(): string {
    if (this.#sampled.size === 0) return ALL;
    const levels = [...this.#sampled].sort((a, b) => b - a).map(levelName);
    return `${levels.join('及び')}は、システムごとに最初の１件及び無作為に選んだ10分の１の版、その他の機密性は全ての版について、保存先に対する読取りを再度試み、読み取れないことを確認した。全ての版は、削除の直後の読取り又は再開後の一覧により、存在しないことを確認している。併せて、保存先の全ての版、削除マーカー及び未完了のアップロードを再度一覧し、対象の残存がないことを確認した。`;
  }
}
