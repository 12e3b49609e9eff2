import { openLocal } from './local-subject.ts';
import { statesContract } from './contract.ts';

statesContract('the local Step Functions', () => openLocal());
