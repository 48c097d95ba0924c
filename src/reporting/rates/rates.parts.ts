import { RatesPages } from './rates.pages.js';
import { RatesService } from './rates.service.js';

/** What this room brings to the module of the feature. */
export const RATES = { controllers: [RatesPages], providers: [RatesService] };
