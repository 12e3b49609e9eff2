import { copyToProvider } from '#actions/workflow/copy-to-provider.ts';
import { prepareInputs } from '#actions/workflow/prepare-inputs.ts';
import { previewOutputs } from '#actions/files/preview-outputs.ts';
import type { UploadDependencies } from '#actions/files/upload-dependencies.ts';
import { useInputs } from '#actions/files/use-inputs.ts';
import type { Digest } from '#domain/ports.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Call, CallLimits, Reply } from '#providers/call.ts';
import { kieCopies } from '#providers/kie/upload.ts';
import { copyStore } from '#storage/files/copy-store.ts';
import type { Table } from '#storage/table/table-port.ts';
import { uploadBytes } from '#storage/limits/upload-bytes.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { drawingPorts, drawPort } from './drawing-ports.ts';
import type { Invocation } from '../engine/invocation.ts';
import type { Environment } from '../engine/environment.ts';
import {
  bringingPorts,
  links,
  readerPort,
  thirdPartyPorts,
  uploadingPorts,
  writerPort,
} from './upload-ports.ts';
import { MEDIA_URL } from '../engine/uploads.ts';

/** What the ports of inputs and previews need besides the environment. */
export interface Basics extends Pick<UploadDependencies, 'clock' | 'random' | 'log'> {
  readonly table: Table;
  readonly digest: Digest;
}

/** Files of ours on their way to the provider. It fetches them by address; that this fails is one of the faults. */
function copyPorts(invocation: Invocation, environment: Environment) {
  return {
    reader: readerPort(invocation, environment),
    links,
    copiesAt: () => kieCopies({ base: 'https://upload.example.test' }),
    send: ({ account }: ProviderAccount, call: Call, { timeoutMs }: CallLimits): Promise<Reply> =>
      invocation.call<Reply>({
        operation: 'provider.upload',
        patienceMs: timeoutMs,
        effect: () => ({ type: 'answered', ...environment.provider.hold(call.path, account) }),
        onRefused: () => ({ type: 'not-sent', reason: 'ECONNREFUSED' }),
        onLost: () => ({ type: 'broken', reason: 'ECONNRESET' }),
      }),
    // The upload service takes any key of ours.
    renewKey: async () => false,
  };
}

/** The ports that prepare the inputs of a task and the previews of its outputs. */
export function inputPorts(
  invocation: Invocation,
  environment: Environment,
  { table, digest, ...basics }: Basics,
) {
  const mediaBaseUrl = MEDIA_URL;
  const dependencies = { ...basics, uploads: uploadStore(table), life: environment.uploadLife };
  const copy = copyToProvider({
    ...dependencies,
    copies: copyStore(table),
    ...copyPorts(invocation, environment),
  });
  return {
    uploads: dependencies.uploads,
    life: dependencies.life,
    uploading: uploadingPorts(invocation, environment, {
      ...dependencies,
      uploadBytes: uploadBytes(table, {}),
    }),
    drawing: drawingPorts(invocation, environment),
    /** Those of the function that fetches from strangers. */
    fetching: {
      ...thirdPartyPorts(invocation, environment),
      writer: writerPort(invocation, environment),
      random: basics.random,
      log: basics.log,
    },
    useInputs: useInputs({ ...dependencies, mediaBaseUrl }),
    prepare: prepareInputs({
      ...dependencies,
      ...bringingPorts(invocation, environment),
      digest,
      mediaBaseUrl,
      copy,
    }),
    show: previewOutputs({ ...dependencies, digest, mediaBaseUrl, draw: drawPort(invocation, environment) }),
  };
}
