import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ACTS, BIRTHS, TRANSITIONS, type Birth } from '../../../src/domain/dossier/transitions.js';
import { projectRoot } from '../../../src/platform/templates/project-root.js';
import { tableOf } from '../../support/markdown.js';

const words = (name: string): string => name.replaceAll('_', ' ');
const list = (names: readonly string[]): string => (names.length === 0 ? '–' : names.map(words).join(', '));
const code = (text: string): string => `\`${text}\``;

/** The table of the house as docs/acts.md must say it: act, route, statuses, roles, clock. */
function expected(): string[][] {
  const births = (Object.keys(BIRTHS) as Birth[]).map((birth) => {
    const { to, route, who, clock } = BIRTHS[birth];
    return [words(birth), route.includes('`') ? route : code(route), `– → ${code(to)}`, list(who), clock];
  });
  const acts = ACTS.map((act) => {
    const { from, to, route, who, clock } = TRANSITIONS[act];
    const statuses = from.map(code).join(', ');
    const path = to === null ? `${statuses} stay` : `${statuses} → ${code(to)}`;
    return [words(act), route === null ? '–' : code(route), path, list(who), clock];
  });
  return [...births, ...acts];
}

it('docs/acts.md lists every act with its route, statuses, roles and clock, and no other', () => {
  const listed = tableOf('docs/acts.md', 'Act').map((row) => row.slice(0, 5));
  expect(listed).toEqual(expected());
});

it('the contract has the route of every act, and no other act on a dossier', () => {
  const { paths } = JSON.parse(readFileSync(join(projectRoot, 'docs', 'openapi.json'), 'utf8')) as {
    paths: Record<string, { post?: object }>;
  };
  const published = Object.entries(paths)
    .filter(([, { post }]) => post !== undefined)
    .flatMap(([path]) => /^\/api\/v1\/dossiers\/\{code\}\/(.+)$/.exec(path)?.[1] ?? [])
    .filter((route) => route !== 'reveals');
  const routes = ACTS.flatMap((act) => TRANSITIONS[act].route ?? []);
  expect(published.sort()).toEqual([...new Set(routes)].sort());
});
