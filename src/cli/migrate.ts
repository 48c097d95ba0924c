import { openPlatform } from '../boot.js';
import { readConfig } from '../platform/config/app-config.js';

export async function migrate(): Promise<void> {
  const { database } = await openPlatform(readConfig(process.env));
  try {
    const [last] = await database.query<{ name: string }>(
      'SELECT "name" FROM "migrations" ORDER BY "timestamp" DESC LIMIT 1',
    );
    console.log(`${database.engine}: up to date, last step ${last?.name ?? 'none'}`);
  } finally {
    await database.close();
  }
}
