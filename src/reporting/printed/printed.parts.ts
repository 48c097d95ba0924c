import { ReportPress } from './report-press.service.js';

/** What this room brings to the module of the feature. */
export const PRINTED = { controllers: [], providers: [ReportPress] };
