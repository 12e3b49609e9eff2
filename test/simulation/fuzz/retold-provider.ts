import { Provider, type Parts, type Request } from '../provider/provider.ts';
import type { Answer } from '../provider/provider-answers.ts';
import type { RetoldCreate } from './fuzz-rules.ts';
import type { Retell } from './retelling.ts';

/** The provider, whose answers are said in another way. */
export class RetoldProvider extends Provider {
  readonly #to: { readonly retell: Retell; readonly retold: RetoldCreate[] };

  /** `retold` receives what is answered to create calls. */
  constructor(parts: Parts, to: { readonly retell: Retell; readonly retold: RetoldCreate[] }) {
    super(parts);
    this.#to = to;
  }

  override handle(request: Request): Answer {
    const before = this.creates.length;
    const answer = super.handle(request);
    const made = this.creates.length > before ? this.creates.at(-1) : undefined;
    const { pathname: path, searchParams } = request.url;
    const job = made?.job ?? this.jobs.get(searchParams.get('taskId') ?? '');
    const told = this.#to.retell({ path, answer, job });
    if (made !== undefined)
      this.#to.retold.push({ callbackUrl: made.callbackUrl, id: made.job?.id, text: told.text });
    return told;
  }
}
