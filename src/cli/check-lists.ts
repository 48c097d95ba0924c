import { ListsService, type ListDifference } from '../dossiers/search/lists.service.js';
import { withApplication } from './with-application.js';

/** Compares lists and searches with the dossiers; a difference is named, and the command fails. */
export async function checkLists(): Promise<void> {
  await withApplication(async (app) => {
    let found = 0;
    await app.get(ListsService, { strict: false }).check((difference) => {
      found += 1;
      console.log(textOf(difference));
    });
    console.log(found === 0 ? 'the lists are what the dossiers say' : 'rebuild-lists sets this right');
    if (found > 0) process.exitCode = 1;
  });
}

/** Words of people's names are not said. */
function textOf({ how, row: { table, columns }, code }: ListDifference): string {
  const place = table === 'dossier_token' ? [] : [columns['unitCode'] ?? columns['book'], columns['serial'] ?? null];
  return [table, code ?? columns['dossierId'], ...place, how].filter((part) => part !== null).join(' ');
}
