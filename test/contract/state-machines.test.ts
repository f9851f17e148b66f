import { startEngineHarness } from '../local/engine/harness.ts';
import { stateMachinesContract } from './state-machines.contract.ts';

stateMachinesContract('the one-machine engine', startEngineHarness);
