import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Execution, Status } from './execution.ts';
import type { HistoryEvent } from './history.ts';

/** A state machine as it was last defined. */
export interface MachineRecord {
  readonly arn: string;
  readonly name: string;
  readonly definitionId: string;
  readonly createdAt: number;
  readonly logging: Readonly<Record<string, unknown>>;
  readonly aliases?: readonly string[];
}

/** Which executions to list. */
export interface ListQuery {
  readonly machineArn: string;
  readonly status?: Status | undefined;
  readonly redriven?: boolean | undefined;
  /** Only those started before the one with this number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Which events of an execution to read. */
export interface EventRange {
  readonly from: number;
  readonly limit: number;
  readonly reverse: boolean;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS definitions (id TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS machines (arn TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS executions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    arn TEXT NOT NULL UNIQUE,
    machine TEXT NOT NULL,
    status TEXT NOT NULL,
    stopped INTEGER,
    redrives INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS executions_by_machine ON executions (machine, number);
  CREATE INDEX IF NOT EXISTS executions_by_status ON executions (status, stopped);
  CREATE TABLE IF NOT EXISTS events (
    arn TEXT NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (arn, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tokens (key TEXT PRIMARY KEY, arn TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS tokens_by_execution ON tokens (arn);
`;

function bodyOf<Body>(row: Record<string, unknown> | undefined): Body | undefined {
  // The column is written below and nowhere else.
  return row === undefined ? undefined : (JSON.parse(String(row['body'])) as Body);
}

/** SQLite's codes for what may go well another time: locked, a fault of the disk, full, a file that cannot be opened. */
const PASSING = new Set([5, 10, 13, 14]);

/** A change could not be written, for a reason that may pass; nothing of it is in the file. */
export class Unwritten extends Error {
  constructor(cause: Error) {
    super(`The state of an execution cannot be written: ${cause.message}`, { cause });
    this.name = 'Unwritten';
  }
}

/** An extended code holds the plain one in its last byte. */
const mayPass = (error: unknown): error is Error =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  PASSING.has(error.errcode & 0xff);

/** Everything the engine must find again after a restart, in one SQLite file. */
export class Store {
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.#db = new DatabaseSync(join(dataDir, 'states.sqlite'));
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    this.#db.exec(SCHEMA);
  }

  #statement(sql: string): StatementSync {
    const statement = this.#prepared.get(sql) ?? this.#db.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  #rows(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
    return this.#statement(sql).all(...values);
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.#statement(sql).run(...values);
  }

  #together(work: () => void): void {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      // A full disk ends a transaction by itself.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw mayPass(error) ? new Unwritten(error) : error;
    }
  }

  /** The key of all task tokens; made once, so that tokens stay valid over a restart. */
  tokenSecret(): Buffer {
    this.#run("INSERT OR IGNORE INTO facts VALUES ('token-secret', ?)", randomBytes(32));
    const value = this.#rows("SELECT value FROM facts WHERE name = 'token-secret'")[0]?.['value'];
    if (!(value instanceof Uint8Array)) throw new Error('the secret of the task tokens is lost');
    return Buffer.from(value);
  }

  /** Keeps a definition under the hash of its text. */
  saveDefinition(text: string): string {
    const id = createHash('sha256').update(text).digest('hex');
    this.#run('INSERT OR IGNORE INTO definitions VALUES (?, ?)', id, text);
    return id;
  }

  definition(id: string): string {
    const [row] = this.#rows('SELECT text FROM definitions WHERE id = ?', id);
    if (row === undefined) throw new Error(`the definition ${id} is lost`);
    return String(row['text']);
  }

  saveMachine(machine: MachineRecord): void {
    this.#run('INSERT OR REPLACE INTO machines VALUES (?, ?)', machine.arn, JSON.stringify(machine));
  }

  /** Forgets a machine; its executions keep the definition they began with. */
  removeMachine(arn: string): void {
    this.#run('DELETE FROM machines WHERE arn = ?', arn);
  }

  machine(arn: string): MachineRecord | undefined {
    return bodyOf(this.#rows('SELECT body FROM machines WHERE arn = ?', arn)[0]);
  }

  machines(): MachineRecord[] {
    return this.#rows('SELECT body FROM machines ORDER BY arn').flatMap(
      (row) => bodyOf<MachineRecord>(row) ?? [],
    );
  }

  execution(arn: string): Execution | undefined {
    return bodyOf(this.#rows('SELECT body FROM executions WHERE arn = ?', arn)[0]);
  }

  running(): Execution[] {
    const rows = this.#rows("SELECT body FROM executions WHERE status = 'RUNNING' ORDER BY number");
    return rows.flatMap((row) => bodyOf<Execution>(row) ?? []);
  }

  /** Newest first. */
  list(query: ListQuery): { number: number; execution: Execution }[] {
    const filters: [condition: string, value: SQLInputValue | undefined][] = [
      ['machine = ?', query.machineArn],
      ['status = ?', query.status],
      ['(redrives > 0) = ?', query.redriven === undefined ? undefined : Number(query.redriven)],
      ['number < ?', query.before],
    ];
    const asked = filters.flatMap(([condition, value]) =>
      value === undefined ? [] : [{ condition, value }],
    );
    const where = asked.map(({ condition }) => condition).join(' AND ');
    const rows = this.#rows(
      `SELECT number, body FROM executions WHERE ${where} ORDER BY number DESC LIMIT ?`,
      ...asked.map(({ value }) => value),
      query.limit,
    );
    return rows.flatMap((row) => {
      const execution = bodyOf<Execution>(row);
      return execution === undefined ? [] : [{ number: Number(row['number']), execution }];
    });
  }

  /** Writes one change of an execution with the events and the token that belong to it, all or nothing; throws Unwritten. */
  commit(execution: Execution, events: readonly HistoryEvent[], newToken?: string): void {
    this.#together(() => {
      this.#run(
        `INSERT INTO executions (arn, machine, status, stopped, redrives, body) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (arn) DO UPDATE SET status = excluded.status, stopped = excluded.stopped,
           redrives = excluded.redrives, body = excluded.body`,
        execution.arn,
        execution.machineArn,
        execution.status,
        execution.stoppedAt ?? null,
        execution.redriveCount,
        JSON.stringify(execution),
      );
      for (const event of events)
        this.#run('INSERT INTO events VALUES (?, ?, ?)', execution.arn, event.id, JSON.stringify(event));
      if (newToken !== undefined) this.#run('INSERT INTO tokens VALUES (?, ?)', newToken, execution.arn);
    });
  }

  /** The events after (or, in reverse, before) the one with number `from`. */
  events(arn: string, { from, limit, reverse }: EventRange): HistoryEvent[] {
    const rows = reverse
      ? this.#rows(
          'SELECT body FROM events WHERE arn = ? AND id < ? ORDER BY id DESC LIMIT ?',
          arn,
          from,
          limit,
        )
      : this.#rows('SELECT body FROM events WHERE arn = ? AND id > ? ORDER BY id LIMIT ?', arn, from, limit);
    return rows.flatMap((row) => bodyOf<HistoryEvent>(row) ?? []);
  }

  /** The execution a token was minted for. */
  tokenOwner(key: string): string | undefined {
    const [row] = this.#rows('SELECT arn FROM tokens WHERE key = ?', key);
    return row === undefined ? undefined : String(row['arn']);
  }

  /** Forgets executions that ended before a moment; their names become free again. */
  purge(before: number): void {
    this.#together(() => {
      const ended = "SELECT arn FROM executions WHERE status <> 'RUNNING' AND stopped < ?";
      this.#run(`DELETE FROM events WHERE arn IN (${ended})`, before);
      this.#run(`DELETE FROM tokens WHERE arn IN (${ended})`, before);
      this.#run("DELETE FROM executions WHERE status <> 'RUNNING' AND stopped < ?", before);
    });
  }

  close(): void {
    this.#db.close();
  }
}
