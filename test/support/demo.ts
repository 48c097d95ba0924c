import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground } from '../../src/demo/plan.js';
import { readCsv } from '../../src/platform/csv/read-csv.js';
import { RowReader } from '../../src/platform/csv/row-reader.js';
import { projectRoot } from '../../src/platform/templates/project-root.js';
import { readVersion } from '../../src/procedures/procedure-row.js';
import { deskCalendar } from './desk-calendar.js';

/** The ground of the demo's year from the shipped files, without a database. */
export function shippedGround(): Ground {
  const versions = rowsOf('procedures.csv').map((row) => readVersion(row));
  const units = rowsOf('units.csv').map((row) => ({
    code: row.text('code', 40),
    name: row.text('name', 200),
    shortName: row.text('shortName', 80),
  }));
  return {
    calendar: deskCalendar(),
    versions: versions.filter(({ validFrom }) => validFrom <= '2022-12-15'),
    units,
  };
}

function rowsOf(file: string): RowReader[] {
  const text = readFileSync(join(projectRoot, 'data', file), 'utf8');
  const required = text.slice(0, text.search(/\r?\n/)).split(',');
  return readCsv(text, { required }).rows.map((row) => new RowReader(row));
}
