import { createInterface } from 'node:readline/promises';
import { AccountsService } from '../accounts/accounts.service.js';
import { withApplication } from './with-application.js';

/** The first account of an installation: everybody else is made by it. */
export async function createAdmin([username, fullName, unitCode]: readonly string[]): Promise<void> {
  if (username === undefined || fullName === undefined || unitCode === undefined) {
    throw new Error(
      'create-admin <username> <full name> <unit code>, e.g. create-admin binh.tt "Trần Thị Bình" H45.20',
    );
  }
  const password = process.env['ADMIN_PASSWORD'] ?? (await ask('Password (at least 8 characters): '));
  await withApplication(async (app) => {
    const accounts = app.get(AccountsService, { strict: false });
    await accounts.createUser(null, { username, fullName, unitCode, roles: ['admin'] }, password, null);
    console.log(`${username} may sign in now`);
  });
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
