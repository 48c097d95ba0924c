import { BoardRepository } from './board.repository.js';
import { BoardService } from './board.service.js';
import { OpenCountsService } from './open-counts.service.js';

/** What this room brings to the module of the feature. */
export const BOARD = { providers: [BoardRepository, BoardService, OpenCountsService] };
