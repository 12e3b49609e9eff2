import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { watch } from './alarms.ts';
import { httpApi, joinRoutes } from './api.ts';
import type { Bundle } from './bundle.ts';
import { timeouts, type Door } from './doors.ts';
import { callRegularly, rates } from './schedules.ts';
import { ServiceFunction } from './service-function.ts';
import type { Settings } from './settings.ts';
import type { StatefulStack } from './stateful-stack.ts';
import { grantErasure, grantPreviews, grantUploads } from './uploads.ts';
import { taskWorkflow, workflowArn } from './workflow.ts';

interface StatelessProps extends StackProps {
  readonly bundle: Bundle;
  readonly settings: Settings;
  readonly data: StatefulStack;
}

type Functions = Readonly<Record<Door, ServiceFunction>>;

/** Everything that holds no data, and may be thrown away and made anew at any time. */
export class StatelessStack extends Stack {
  constructor(scope: Construct, id: string, { bundle, settings, data, ...props }: StatelessProps) {
    super(scope, id, props);
    const api = httpApi(this, `darkroom-${settings.stage}`);
    const functions = allFunctions(this, bundle, environmentOf(settings, api));
    const workflow = taskWorkflow(this, settings.stage, {
      submit: functions['submit-generation'],
      query: functions['query-generation'],
      finalize: functions['finalize-task'],
    });
    grant(functions, data, workflowArn(this, settings.stage));
    grantUploads(functions, data);
    grantPreviews(functions, data);
    grantErasure(functions, data);
    joinRoutes(api, functions);
    for (const [door, called] of Object.entries(functions)) {
      const rate = rates[door];
      if (rate !== undefined) callRegularly(called, rate);
    }
    watch(this, { api, workflow, functions, email: settings.alarmEmail });
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'WorkflowArn', { value: workflow.stateMachineArn });
  }
}

/** What a function is told beside the addresses that come with its permissions. */
function environmentOf(settings: Settings, api: HttpApi): Record<string, string> {
  return {
    LOG_LEVEL: 'INFO',
    KIE_BASE_URL: settings.kieBaseUrl,
    KIE_UPLOAD_URL: settings.kieUploadUrl,
    PUBLIC_URL: settings.publicUrl === 'none' ? '' : (settings.publicUrl ?? api.apiEndpoint),
    MEDIA_BASE_URL: settings.mediaBaseUrl ?? `${api.apiEndpoint}/media`,
    ALLOW_RETIRED_MODELS: String(settings.allowRetiredModels),
    RESULT_HOSTS: settings.resultHosts,
    UPLOAD_DAYS: settings.uploadDays,
    REMOVE_ORPHANS: String(settings.removeOrphans),
  };
}

function allFunctions(scope: Construct, bundle: Bundle, environment: Record<string, string>): Functions {
  const unknown = bundle.doors.filter((door) => !Object.hasOwn(timeouts, door));
  if (unknown.length > 0) throw new Error(`No permissions are described for: ${unknown.join(', ')}.`);
  const make = (door: Door): ServiceFunction => {
    if (!bundle.doors.includes(door)) throw new Error(`The stack needs a door that is missing: ${door}.`);
    return new ServiceFunction(scope, door, { bundle: bundle.folder, environment });
  };
  return {
    'create-task': make('create-task'),
    'create-batch': make('create-batch'),
    'read-tasks': make('read-tasks'),
    'change-tasks': make('change-tasks'),
    'read-usage': make('read-usage'),
    operate: make('operate'),
    'sweep-tasks': make('sweep-tasks'),
    'compare-models': make('compare-models'),
    'create-upload': make('create-upload'),
    'complete-upload': make('complete-upload'),
    'read-uploads': make('read-uploads'),
    'delete-upload': make('delete-upload'),
    'fetch-upload': make('fetch-upload'),
    'expire-uploads': make('expire-uploads'),
    'own-data': make('own-data'),
    'erase-data': make('erase-data'),
    'make-thumbnails': make('make-thumbnails'),
    'read-models': make('read-models'),
    'read-media': make('read-media'),
    'not-found': make('not-found'),
    'kie-callback': make('kie-callback'),
    'submit-generation': make('submit-generation'),
    'query-generation': make('query-generation'),
    'finalize-task': make('finalize-task'),
  };
}

/** Who may do what: exactly what each action asks of AWS, as `test/infra` derives it from the code. */
function grant(functions: Functions, { tasks, media, kieSecret }: StatefulStack, workflow: string): void {
  functions['create-task']
    .usesTasks(tasks, 'GetItem', 'Query', 'PutItem', 'UpdateItem')
    .startsRunsOf(workflow);
  functions['create-batch']
    .usesTasks(tasks, 'GetItem', 'Query', 'PutItem', 'UpdateItem')
    .startsRunsOf(workflow);
  functions['read-tasks'].usesTasks(tasks, 'GetItem', 'Query').looksUpTasksBy(tasks, 'byOwner');
  functions['change-tasks']
    .usesTasks(tasks, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem')
    .startsRunsOf(workflow)
    .removesMediaIn(media);
  functions['read-usage'].usesTasks(tasks, 'GetItem', 'Query', 'PutItem');
  functions.operate
    .usesTasks(tasks, 'GetItem', 'Query', 'PutItem', 'UpdateItem')
    .readsKeysFrom(kieSecret)
    .startsRunsOf(workflow);
  functions['sweep-tasks']
    .usesTasks(tasks, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem')
    .looksUpTasksBy(tasks, 'due')
    .readsKeysFrom(kieSecret)
    .startsRunsOf(workflow)
    .watchesRunsOf(workflow);
  functions['compare-models'].readsKeysFrom(kieSecret);
  functions['read-models'].usesTasks(tasks, 'GetItem');
  functions['read-media'].readsMediaIn(media);
  functions['kie-callback']
    .usesTasks(tasks, 'GetItem', 'Query', 'PutItem')
    .readsKeysFrom(kieSecret)
    .startsRunsOf(workflow)
    .wakesRunsOf(workflow);
  functions['submit-generation']
    .usesTasks(tasks, 'GetItem', 'Query', 'PutItem', 'UpdateItem')
    .readsKeysFrom(kieSecret)
    .wakesRunsOf(workflow)
    .interruptsRunsOf(workflow);
  functions['query-generation']
    .usesTasks(tasks, 'GetItem', 'Query', 'PutItem')
    .readsKeysFrom(kieSecret)
    .belongsTo(workflow);
  functions['finalize-task']
    .usesTasks(tasks, 'GetItem', 'Query', 'PutItem', 'UpdateItem')
    .readsKeysFrom(kieSecret)
    .readsMediaIn(media)
    .archivesInto(media)
    .belongsTo(workflow);
}
