import { endpointOf, needed } from '../endpoints.ts';
import { statesContract } from './contract.ts';
import { openLocal } from './local-subject.ts';
import { remoteSubject } from './remote-subject.ts';

statesContract('the local Step Functions', () => openLocal());

const elsewhere = endpointOf('states');
if (elsewhere !== undefined) {
  const [functionArn, roleArn] = [
    needed('CONTRACT_STATES_FUNCTION', 'CONTRACT_STATES_ENDPOINT'),
    needed('CONTRACT_STATES_ROLE', 'CONTRACT_STATES_ENDPOINT'),
  ];
  const open = async () => remoteSubject(elsewhere, functionArn, roleArn);
  statesContract(`the Step Functions at ${elsewhere.url}`, open);
}
