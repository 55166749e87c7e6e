import type { OnNotice } from '../model.js';
import type { Source } from './interface.js';

export async function openS3Source(_text: string, _onNotice: OnNotice): Promise<Source> {
  throw new Error('not yet');
}
