import { ReportViewsPages } from './report-views.pages.js';
import { ReportViewsRepository } from './report-views.repository.js';
import { ReportViews } from './report-views.service.js';

/** What this room brings to the module of the feature. */
export const VIEWS = { controllers: [ReportViewsPages], providers: [ReportViews, ReportViewsRepository] };
