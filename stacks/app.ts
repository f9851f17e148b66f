import { App } from 'aws-cdk-lib';
import { addWerkstroom } from './werkstroom-app.ts';

/** What `cdk` runs (cdk.json). */
const app = new App();
addWerkstroom(app);
app.synth();
