import { keyCountsIn } from '#storage/limits/key-counts.ts';
import type { Row } from '#storage/table/table-port.ts';
import type { RuleContext } from './rule-context.ts';
import { asUpload } from './upload-rules.ts';

/** What became ready on a day: what has to be counted, and what may be, as its limit had just come or gone. */
interface Came {
  sure: number;
  doubtful: number;
}

const ownerOf = ({ pk }: Row): string => pk.slice('limits#'.length);

/** The copies that a submit makes of strangers' files: they are not counted. */
const isCopy = (fileName: string): boolean => fileName === 'input';

/** The rules for bytes of uploads that are counted. */
export class UploadByteRules {
  readonly #came = new Map<string, Came>();
  /** Since when a limit holds for an owner. */
  readonly #limitedSince = new Map<string, number>();

  /** A row of an owner's limits has changed. */
  limitsChanged(context: RuleContext, row: Row): void {
    const owner = ownerOf(row);
    if (row.sk === 'limits') {
      if (row['uploadBytesPerDay'] === undefined && row['keyUploadBytesPerDay'] === undefined)
        this.#limitedSince.delete(owner);
      else if (!this.#limitedSince.has(owner)) this.#limitedSince.set(owner, context.now());
    }
    if (!row.sk.startsWith('bytes#')) return;
    const limits = context.table.get({ pk: row.pk, sk: 'limits' });
    const check = (whose: string, taken: unknown, limit: unknown): void => {
      if (typeof limit === 'number' && Number(taken) > limit)
        context.problem(`${whose} has brought ${String(taken)} bytes in a day, and may bring ${limit}`);
    };
    check(owner, row['taken'], limits?.['uploadBytesPerDay']);
    for (const [keyId, taken] of Object.entries(keyCountsIn(row)))
      check(`key ${keyId} of ${owner}`, taken, limits?.['keyUploadBytesPerDay']);
  }

  uploadChanged(before: Row | undefined, after: Row | undefined): void {
    if (after?.['status'] !== 'ready' || before?.['status'] === 'ready') return;
    const { owner, bytes = 0, createdAt, uploadedAt, fileName, keyId } = asUpload(after);
    if (uploadedAt === undefined || isCopy(fileName)) return;
    const day = `limits#${owner}/bytes#${uploadedAt.slice(0, 10)}`;
    const isSure = Date.parse(createdAt) > (this.#limitedSince.get(owner) ?? Infinity);
    this.#note(day, bytes, isSure);
    if (keyId !== undefined) this.#note(`${day} of ${keyId}`, bytes, isSure);
  }

  #note(count: string, bytes: number, isSure: boolean): void {
    const came = this.#came.get(count) ?? { sure: 0, doubtful: 0 };
    came[isSure ? 'sure' : 'doubtful'] += bytes;
    this.#came.set(count, came);
  }

  /** Whenever nothing is half done, what is counted is what has come. */
  atRest(context: RuleContext): void {
    const counted = new Map<string, number>();
    for (const pk of context.table.partitions('limits#'))
      for (const row of context.table.partition(pk, 'bytes#')) {
        counted.set(`${pk}/${row.sk}`, Number(row['taken']));
        for (const [keyId, taken] of Object.entries(keyCountsIn(row)))
          counted.set(`${pk}/${row.sk} of ${keyId}`, taken);
      }
    for (const key of new Set([...counted.keys(), ...this.#came.keys()])) {
      const [taken, { sure, doubtful }] = [
        counted.get(key) ?? 0,
        this.#came.get(key) ?? { sure: 0, doubtful: 0 },
      ];
      if (taken < sure || taken > sure + doubtful)
        context.problem(`${key}: ${taken} bytes are counted, and ${sure} have come`);
    }
  }
}
