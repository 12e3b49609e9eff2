import { countOfModels, markOfModel, shownOnly } from '#contract/service/reference.ts';
import { defaultService } from '#providers/services.ts';
import { html, trusted, type Html } from './html.ts';

/** A model as the list on the page shows it. */
export interface ListedModel {
  readonly id: string;
  readonly service: string;
  readonly title: string;
  readonly vendor: string;
  readonly media: readonly string[];
  readonly status: string;
  readonly aliases: readonly string[];
  readonly capabilities: readonly string[];
}

/** Where the page of a model is. The service is said always: several may know a model of this name. */
export const modelAddress = ({ id, service }: Pick<ListedModel, 'id' | 'service'>): string =>
  `/docs?${new URLSearchParams({ model: id, service }).toString()}`;

/** What is said of a model, to be left out where it is not made. */
export const ofModel = (model: Pick<ListedModel, 'id' | 'service'>, piece: Html): Html =>
  trusted(shownOnly(markOfModel(model), piece.markup));

/** How many there are of those that are made. */
export const modelCount = (models: readonly ListedModel[]): Html => trusted(countOfModels(models.length));

/** What a search looks through; in lower case, as the script asks. */
const searchedText = (model: ListedModel): string =>
  [model.title, model.id, ...model.aliases, model.vendor, model.service]
    .concat(model.media, model.status, model.capabilities)
    .join(' ')
    .toLowerCase();

const row = (model: ListedModel): Html =>
  ofModel(
    model,
    html`<li data-find="${searchedText(model)}">
      <a href="${modelAddress(model)}">${model.title}</a>
      <code>${model.id}</code>
      <span
        >${model.vendor}${model.service === defaultService.name ? undefined : ` at ${model.service}`}</span
      >
      <span>${model.media.join(', ')}</span>
      <b class="state ${model.status}">${model.status}</b>
    </li>`,
  );

/** The list of all models with a field to search it, which needs the page's script. */
export const modelIndex = (models: readonly ListedModel[]): Html =>
  html`<form class="find" role="search" hidden>
      <label for="find">Find</label>
      <input
        id="find"
        type="search"
        placeholder="veo, image, first-and-last-frame, retired …"
        autocomplete="off"
      />
      <output for="find">${modelCount(models)}</output>
    </form>
    <ul class="models">
      ${models.map(row)}
    </ul>`;
