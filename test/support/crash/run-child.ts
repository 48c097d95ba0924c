import { fork, type ChildProcess } from 'node:child_process';

/** A process of our own making that stands ready to begin. */
export interface Child<R> {
  readonly process: ChildProcess;
  /** lets it begin; answers when the process is gone */
  go(): Promise<{ readonly signal: string | null; readonly report: R | null }>;
}

/**
 * Starts a compiled script with what it is to do, and waits until it says that it is ready.
 *
 * @param postgresUrl tells the entities of the child which engine they are for
 */
export async function startChild<R>(
  script: string,
  errand: object,
  postgresUrl: string | undefined,
): Promise<Child<R>> {
  const child = fork(script, [JSON.stringify(errand)], {
    execArgv: ['--no-warnings'],
    env: { ...process.env, DATABASE_URL: postgresUrl ?? '' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
  let report: R | null = null;
  await new Promise<void>((resolve, reject) => {
    child.on('message', (said) => {
      if (said === 'ready') resolve();
      else report = said as R;
    });
    void gone.then(() => {
      reject(new Error('the child ended before it was ready'));
    });
  });
  return {
    process: child,
    go: async () => {
      child.send('go');
      const { code, signal } = await gone;
      if (signal === null && code !== 0) throw new Error(`the child failed with code ${String(code)}`);
      return { signal, report };
    },
  };
}
