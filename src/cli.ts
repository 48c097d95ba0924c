import 'reflect-metadata';
import { COMMANDS, usage } from './cli/commands.js';

/** `npm run cli -- <command>`: what an administrator runs by hand or from a schedule. */
async function main([name, ...args]: readonly string[]): Promise<void> {
  const command = COMMANDS.find((known) => known.name === name);
  if (!command) {
    console.log(usage());
    process.exitCode = name === undefined || name === 'help' ? 0 : 2;
    return;
  }
  await command.run(args);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
