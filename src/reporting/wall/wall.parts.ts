import { WallPages } from './wall.pages.js';

/** What this room brings to the module of the feature. */
export const WALL = { controllers: [WallPages] };
