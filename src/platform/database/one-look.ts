import { AsyncLocalStorage } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';

/** A request that takes longer looks again: what it decides late should not rest on what it saw early. */
const LOOK_LASTS_MS = 500;

interface Look {
  readonly until: number;
  /** what each scope of revisions stood at; null before anybody asked */
  revisions: Promise<ReadonlyMap<string, number>> | null;
  /** this request writes, or waits to write, what it might have looked at */
  over: boolean;
}

const looks = new AsyncLocalStorage<Look>();

/** Everything `work` reads through caches is as it stood at one moment: they ask once what is still true, not each. */
export function inOneLook<T>(work: () => T): T {
  return looks.run({ until: performance.now() + LOOK_LASTS_MS, revisions: null, over: false }, work);
}

/**
 * The revisions of this request, read once by whoever comes first.
 *
 * @returns null outside of a request, or when it has to look anew
 */
export function revisionsOfLook(
  read: () => Promise<ReadonlyMap<string, number>>,
): Promise<ReadonlyMap<string, number>> | null {
  const look = looks.getStore();
  if (!look || look.over || performance.now() > look.until) return null;
  return (look.revisions ??= read());
}

/** From here on the request sees each revision as it is: it is about to change one. */
export function endLook(): void {
  const look = looks.getStore();
  if (look) look.over = true;
}
