import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyDataFolder } from '../../cli/copy-data-folder.ts';
import { CHAPTERS } from './chapters.ts';
import { keepFolder } from './kept-data.ts';
import { COMPANY, openStage, SOURCE } from './stage.ts';

/** `node test/earlier-data/write-data.ts NAME`: keeps the data of today's code, with everything under way that chapters.ts knows. */

const [, , name] = process.argv;
if (!name) throw new Error('Give the data a name, such as the day: node test/earlier-data/write-data.ts 2027-01-31');
const folder = mkdtempSync(join(tmpdir(), 'werkstroom-earlier-'));
const stage = await openStage(join(folder, 'data'));
const admin = { userId: 'admin', email: 'admin@earlier.example' };
await fetch(`${stage.runtime.url}/local/companies`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ company: COMPANY, admin }),
});
for (const userId of ['purchaser', 'manager']) {
  const member = { email: `${userId}@earlier.example`, roles: ['approver'] };
  await stage.as('admin', 'PUT', `/members/${userId}`, member);
}
await stage.as('admin', 'PUT', '/approval-users/manager', { unlimitedPurchase: true });
await stage.as('admin', 'PUT', '/approval-users/purchaser', { approverId: 'manager', purchaseLimit: 500 });
const { commandUrl } = stage.source;
const { secret } = await stage.as<{ secret: string }>('admin', 'PUT', `/sources/${SOURCE}`, {
  kind: 'standard',
  commandUrl,
});
stage.useSecret(secret);
for (const chapter of Object.values(CHAPTERS)) await chapter.begin(stage);
const keptAt = new Date(stage.runtime.dependencies.clock.now()).toISOString();
await stage.close();
copyDataFolder(join(folder, 'data'), join(folder, 'copy'));
const file = join(import.meta.dirname, `${name}.json`);
keepFolder(join(folder, 'copy'), { keptAt, secret, chapters: Object.keys(CHAPTERS) }, file);
rmSync(folder, { recursive: true });
console.log(`${file}: ${statSync(file).size} bytes`);
