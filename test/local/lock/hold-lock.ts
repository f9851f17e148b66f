import { setImmediate } from 'node:timers/promises';
import { lockFolder } from '../../../local/lock/folder-lock.ts';

/** A process of its own that takes a folder, forgets the lock and keeps the folder until it is ended. */
const [folder = ''] = process.argv.slice(2);
lockFolder(folder);
await setImmediate();
globalThis.gc?.();
process.stdout.write('held\n');
setInterval(() => {}, 1_000);
