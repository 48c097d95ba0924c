import { AsyncResource } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Session, SqliteSession } from './sessions.js';
import { isTransient } from './sql.js';

/** How long SQLite's write lock may stay with another process before we say so. */
const LOCK_PATIENCE_MS = 15_000;
/** Who comes later than this waits for the next flush, so that nobody waits long for those behind. */
const TOGETHER_MS = 10;
const MOST_TOGETHER = 64;

interface Member {
  readonly work: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * SQLite's one writing connection. Whoever asks in the same turn of the event loop shares one transaction and one flush
 * to the disk, one after another, each in a savepoint: what one undoes is undone for that one alone. Nobody is answered
 * before the flush.
 */
export class SqliteWrites {
  private waiting: Member[] = [];
  private busy = false;

  constructor(private readonly session: SqliteSession) {}

  /** @returns what the work answers, once it is on the disk */
  add<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // Each in the context of its own request, whoever runs it.
      this.waiting.push({
        work: AsyncResource.bind(() => work(this.session)),
        resolve: resolve as Member['resolve'],
        reject,
      });
      if (!this.busy) void this.writeAll();
    });
  }

  /** Between two flushes the event loop turns: others read, and whoever comes meanwhile joins the next. */
  private async writeAll(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      await nextTurn();
      await this.flush(this.waiting.splice(0, MOST_TOGETHER));
    }
    this.busy = false;
  }

  private async flush(members: readonly Member[]): Promise<void> {
    const { handle } = this.session;
    let answers: (() => void)[];
    try {
      await beginImmediate(this.session);
      answers = await this.write(members);
      handle.exec('COMMIT');
    } catch (error) {
      if (handle.inTransaction) handle.exec('ROLLBACK');
      const lost = members.filter((member) => !this.waiting.includes(member));
      answers = lost.map((member) => () => {
        member.reject(error);
      });
    }
    for (const answer of answers) answer();
  }

  /** @returns what to tell each member that was written or refused */
  private async write(members: readonly Member[]): Promise<(() => void)[]> {
    const [only, ...others] = members;
    if (only && others.length === 0) {
      const value = await only.work();
      return [
        () => {
          only.resolve(value);
        },
      ];
    }
    const answers: (() => void)[] = [];
    const from = performance.now();
    for (const [i, member] of members.entries()) {
      if (i > 0 && performance.now() - from > TOGETHER_MS) {
        this.waiting = [...members.slice(i), ...this.waiting];
        break;
      }
      answers.push(await this.writeOne(member));
    }
    return answers;
  }

  private async writeOne({ work, resolve, reject }: Member): Promise<() => void> {
    const { handle } = this.session;
    handle.exec('SAVEPOINT "member"');
    try {
      const value = await work();
      handle.exec('RELEASE "member"');
      return () => {
        resolve(value);
      };
    } catch (error) {
      // A full disk ends the whole transaction by itself: then nothing of anybody was written.
      if (!handle.inTransaction) throw error;
      handle.exec('ROLLBACK TO "member"; RELEASE "member"');
      return () => {
        reject(error);
      };
    }
  }
}

/** A busy wait inside SQLite would freeze the event loop: it waits 50 ms at most, and the rest is waited for here. */
async function beginImmediate(session: SqliteSession): Promise<void> {
  for (let waited = 0; ; waited += 75) {
    try {
      session.handle.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isTransient(error) || waited > LOCK_PATIENCE_MS) throw error;
      await pause(25);
    }
  }
}
