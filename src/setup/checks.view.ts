import { resolve } from 'node:path';
import type { FieldError } from '../domain/errors.js';
import { DAY, MINUTE } from '../domain/time/instant.js';
import { code128 } from '../platform/drawings/code-128.js';
import type { Drawing } from '../platform/drawings/drawing.js';
import { field, withAnswers } from '../platform/templates/form-field.js';
import type { Translator } from '../platform/templates/i18n.js';
import type { Badge, FormField } from '../platform/templates/page-parts.js';
import { fullMomentText, numberText } from '../platform/templates/page-words.js';
import { ENOUGH_MEGABYTES, type Finding, type Findings } from './checks.service.js';

const MOST_BACKUP_AGE = 3 * DAY;

/** GET /setup/checks. Template pages/setup/checks. */
export interface ChecksView {
  readonly rows: readonly CheckRow[];
  readonly mail: FormField;
  /** what the mail server said; null before anybody asked it */
  readonly mailed: { readonly badge: Badge; readonly text: string } | null;
  /** epoch milliseconds on the server; the browser compares its own clock with it, unless this is a training copy */
  readonly now: number | null;
}

export interface CheckRow {
  readonly title: string;
  readonly badge: Badge;
  readonly text: string;
  /** what to do; null when all is well */
  readonly todo: string | null;
}

export function checksView(
  findings: Findings,
  mailed: Finding | null,
  typed: string,
  errors: readonly FieldError[],
  t: Translator,
): ChecksView {
  const mail = field({
    name: 'to',
    label: t('setup.mail_to'),
    autocomplete: 'email',
    required: true,
    maxLength: 255,
    hint: t(findings.mailServer ? 'setup.mail_leaves' : 'setup.mail_stays'),
  });
  const [asked = mail] = withAnswers([mail], { to: typed }, errors);
  return {
    rows: [databaseRow, folderRow, backupRow, clockRow].map((row) => row(findings, t)),
    mail: asked,
    mailed: mailed && { badge: badge(mailed.good, t), text: mailText(mailed, t) },
    now: findings.training ? null : findings.now,
  };
}

function mailText({ good, detail }: Finding, t: Translator): string {
  return t(good ? 'setup.mail_good' : 'setup.mail_bad', { detail: detail ?? '' });
}

function databaseRow({ engine, database }: Findings, t: Translator): CheckRow {
  return {
    title: t('setup.check_database'),
    badge: badge(database.good, t),
    text: database.good ? t('setup.database_good', { engine }) : (database.detail ?? ''),
    todo: database.good ? null : t('setup.database_todo'),
  };
}

function folderRow({ folder }: Findings, t: Translator): CheckRow {
  const roomy = folder.freeMegabytes >= ENOUGH_MEGABYTES;
  return {
    title: t('setup.check_folder'),
    badge: badge(folder.good && roomy, t),
    text: folder.good
      ? t('setup.folder_good', { path: resolve(folder.path), free: numberText(folder.freeMegabytes, t) })
      : t('setup.folder_bad', { path: resolve(folder.path), detail: folder.detail ?? '' }),
    todo: !folder.good ? t('setup.folder_todo') : roomy ? null : t('setup.folder_full'),
  };
}

function clockRow({ now, newest, zone, training }: Findings, t: Translator): CheckRow {
  // What is written this moment may be a few seconds ahead on another server.
  const setBack = newest !== null && newest > now + MINUTE;
  return {
    title: t('setup.check_clock'),
    badge: badge(!setBack, t),
    text: t('setup.clock_text', { now: fullMomentText(now, t), zone }),
    todo: setBack
      ? t('setup.clock_back', { newest: fullMomentText(newest, t) })
      : t(training ? 'setup.clock_training' : 'setup.clock_todo'),
  };
}

/** A copy a night, and two may fail before it is late; an installation that has none yet is told so. */
function backupRow({ backup, ownBackup, now }: Findings, t: Translator): CheckRow {
  const title = t('setup.check_backup');
  if (!ownBackup) return { title, badge: soon(t), text: t('setup.backup_elsewhere'), todo: null };
  if (!backup) return { title, badge: soon(t), text: t('setup.backup_none'), todo: t('setup.backup_todo') };
  const old = now - backup.at > MOST_BACKUP_AGE;
  return {
    title,
    badge: badge(!old, t),
    text: t('setup.backup_at', { moment: fullMomentText(backup.at, t), folder: backup.folder }),
    todo: old ? t('setup.backup_todo') : null,
  };
}

function soon(t: Translator): Badge {
  return { tone: 'soon', shape: 'triangle', text: t('setup.look') };
}

function badge(good: boolean, t: Translator): Badge {
  return good
    ? { tone: 'ok', shape: 'tick', text: t('setup.good') }
    : { tone: 'late', shape: 'cross', text: t('setup.bad') };
}

/** GET /setup/print-test. Template pages/setup/print-test: a paper on which a bad printer shows itself. */
export interface PrintTestView {
  readonly barcode: Drawing;
}

export function printTestView(): PrintTestView {
  return { barcode: code128('0123456789012345') };
}
