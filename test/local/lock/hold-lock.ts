import { lockFolder } from '../../../local/lock/folder-lock.ts';

/** A process of its own that takes a folder and keeps it until it is ended. */
const [folder = ''] = process.argv.slice(2);
lockFolder(folder);
process.stdout.write('held\n');
setInterval(() => {}, 1_000);
