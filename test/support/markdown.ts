import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/templates/project-root.js';

/**
 * The rows of a table in a page of the documentation, cells trimmed, without its head.
 *
 * @param file path from the project's root
 * @param head the first cell of the head; without it the page's first table
 * @throws Error when the page has no such table
 */
export function tableOf(file: string, head?: string): string[][] {
  const lines = readFileSync(join(projectRoot, file), 'utf8').split('\n');
  const from = lines.findIndex(
    (line, index) => /^\|[\s:|-]+\|$/.test(lines[index + 1] ?? '') && (head === undefined || cellsOf(line)[0] === head),
  );
  if (from < 0) throw new Error(`${file} has no table ${head ?? ''}`);
  const rest = lines.slice(from + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end < 0 ? undefined : end).map(cellsOf);
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
