import { readConfig, type AppConfig } from '../platform/config/app-config.js';
import { toLocalIso } from '../domain/time/instant.js';
import { OPENS_AT } from './town.js';

/** What the demo takes over from the environment: where to listen, and whether it may run at all. Never the database. */
const INHERITED = ['NODE_ENV', 'HOST', 'PORT'] as const;

/**
 * The demo's settings: its own folder and keys, the training clock, the watermark; mails stay in the house.
 *
 * @throws Error in production, where no training clock may run
 */
export function demoConfig(folder: string, changes: Readonly<Record<string, string>> = {}): AppConfig {
  const inherited = Object.fromEntries(INHERITED.map((name) => [name, process.env[name]]));
  return readConfig({
    ...inherited,
    DATA_DIR: folder,
    ILLUSTRATION: '1',
    CLOCK_START: toLocalIso(OPENS_AT),
    JOBS: '1',
    ...changes,
  });
}
