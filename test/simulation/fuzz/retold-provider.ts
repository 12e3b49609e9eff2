import { Provider, type Parts, type Request } from '../provider/provider.ts';
import type { Answer } from '../provider/provider-answers.ts';
import type { ProviderJob } from '../provider/provider-job.ts';
import { families, type Family } from './families.ts';
import type { RetoldCreate } from './fuzz-rules.ts';
import { about, type Retell } from './retelling.ts';

const CREATE = '/api/v1/jobs/createTask';
const QUERY = '/api/v1/jobs/recordInfo';

interface FlatBody {
  readonly prompt: string;
  readonly callBackUrl?: string;
}

/** A create call of a family as one of the unified endpoint. */
function unifiedBody({ likeModel }: Family, body: string): string {
  const { prompt, callBackUrl } = JSON.parse(body) as FlatBody;
  return JSON.stringify({ model: likeModel, input: { prompt }, callBackUrl });
}

const withPath = (url: URL, path: string): URL => new URL(`${path}${url.search}`, url);

/** A request as the unified endpoint takes it. */
function unified(request: Request): { readonly request: Request; readonly family: Family | undefined } {
  const { url, body } = request;
  const { pathname: path } = url;
  const family = families.find(({ create, query }) => create === path || query === path);
  if (family === undefined) return { request, family };
  return path === family.query
    ? { request: { ...request, url: withPath(url, QUERY) }, family }
    : {
        request: { ...request, url: withPath(url, CREATE), body: unifiedBody(family, body ?? '{}') },
        family,
      };
}

/** A record in the form of its family; what tells of no job stays as it is. */
function asTold(answer: Answer, job: ProviderJob | undefined, family: Family | undefined): Answer {
  const { data } = JSON.parse(answer.text) as { data?: { state?: string } | null };
  const state = data?.state;
  if (family === undefined || job === undefined || state === undefined) return answer;
  return { ...answer, text: about(job, family.record(state)) };
}

/** The provider, whose answers are said in another way. */
export class RetoldProvider extends Provider {
  readonly #to: { readonly retell: Retell; readonly retold: RetoldCreate[] };

  /** `retold` receives what is answered to create calls. */
  constructor(parts: Parts, to: { readonly retell: Retell; readonly retold: RetoldCreate[] }) {
    super(parts);
    this.#to = to;
  }

  override handle(given: Request): Answer {
    const { request, family } = unified(given);
    const before = this.creates.length;
    const answer = super.handle(request);
    const made = this.creates.length > before ? this.creates.at(-1) : undefined;
    const { pathname: path, searchParams } = request.url;
    const job = made?.job ?? this.jobs.get(searchParams.get('taskId') ?? '');
    const told = this.#to.retell({ path, answer: asTold(answer, job, family), job });
    if (made !== undefined)
      this.#to.retold.push({ callbackUrl: made.callbackUrl, id: made.job?.id, text: told.text });
    return told;
  }
}
