import { createApp } from './app.js';
import { openPlatform } from './boot.js';
import { SetupCode } from './setup/setup-code.js';
import { readConfig } from './platform/config/app-config.js';

/** Files we make hold personal data: for this user and group only. */
process.umask(0o027);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const platform = await openPlatform(config);
  const app = await createApp(platform);
  await app.listen(config.PORT, config.HOST);
  say(`Đúng Hẹn: ${await app.getUrl()} (${platform.database.engine})`);
  const setup = app.get(SetupCode, { strict: false });
  if (await setup.isOpen()) say(invitation(config.PUBLIC_URL, setup.text()));
  const stop = once(async (signal: string) => {
    say(`${signal}: finishing what is under way`);
    await app.close();
    await platform.database.close();
  });
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      stop(signal).catch(fail);
    });
  }
}

/** A second signal while stopping changes nothing. */
function once(work: (signal: string) => Promise<void>): (signal: string) => Promise<void> {
  let running: Promise<void> | null = null;
  return (signal) => (running ??= work(signal));
}

/** Nobody can sign in yet: where the first one is made, and by which code. */
function invitation(address: string, code: string): string {
  return [
    '',
    `  Chưa có tài khoản nào / nobody has an account yet: ${address}/setup`,
    `  Mã cài đặt / setup code: ${code}`,
    '',
  ].join('\n');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What a person at the console can act on; a stack only where nobody foresaw the error. */
function fail(error: unknown): void {
  const plain = error instanceof Error && /^(?:Configuration:|this database was written)/.test(error.message);
  process.stderr.write(`${plain || !(error instanceof Error) ? plainly(error) : (error.stack ?? error.message)}\n`);
  process.exitCode = 1;
}

function plainly(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  fail(error);
  // A half-opened application still holds the database and perhaps the port.
  process.exit(1);
});
