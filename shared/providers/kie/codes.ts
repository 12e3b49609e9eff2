import type { FailCode } from '#domain/error.ts';

/** Codes that say "not now": the call was dropped, not queued. The value is how long to stay away, in seconds. */
export const busyCodes: ReadonlyMap<number, number> = new Map([
  [429, 10],
  [430, 10],
  [550, 10],
  [433, 60],
  [455, 60],
]);

/** Codes by which a call is refused because of who makes it. */
export const isKeyRefusal = (code: number): boolean => code === 401 || code === 403;

/** Documented codes by which a create is refused for good, and what they mean for the task. */
export const refusalCodes: ReadonlyMap<number, FailCode> = new Map([
  [400, 'provider_rejected_input'],
  [401, 'provider_auth'],
  [402, 'insufficient_provider_credit'],
  [403, 'provider_auth'],
  [404, 'provider_rejected_input'],
  [405, 'provider_rejected_input'],
  [409, 'provider_rejected_input'],
  [413, 'provider_rejected_input'],
  [422, 'provider_rejected_input'],
  [451, 'provider_rejected_input'],
  [505, 'provider_unavailable'],
]);

const policyWords =
  /\bpolic(y|ies)\b|\bguidelines?\b|\bsafety (filters?|settings|system|checks?|reasons?)\b|\bviolat(es?|ed|ing|ion|ions)\b|\bnsfw\b|\bsensitive\b|\bmoderation\b|\bprohibited\b|\binappropriate\b|\bunsafe\b|\bflagged\b|\bprominent (people|persons?|public figures?)\b|\bpublic figures?\b|\bcelebrit(y|ies)\b|\bthird[ -]party content\b|\bcopyrighted\b|SENSITIVE_WORD/i;
/** The same in other languages, as the vendors behind the service say it. */
const foreignPolicyWords =
  /敏感|违规|違規|违禁|违反|不合规|不適切|ポリシー|ガイドライン|規約|違反|정책|부적절|민감|위반|политик|запрещ|недопустим|наруш(?:ени|ает|ают|ил)|richtlinie|unangemessen|unzulässig|verstö(?:ß|ss)t|verstoß|pol[ií]tica|inapropiad|inapropriad|inadequad|linee guida|wytyczn|narusza|ihlal|contenu sensible|contenido sensible|conteúdo sensível|inapproprié|règles d/iu;
const fieldWords = /\bis required\.?$|range of allowed options/i;

/** Words that are run together, as in `SensitiveContentDetected.PolicyViolation`, apart. */
const apart = (text: string): string =>
  text.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').replaceAll(/[._:/-]+/g, ' ');

/** True where the text says that the content itself was refused, in words, in a code of words, or in another language. */
export const speaksOfPolicy = (text: string): boolean =>
  policyWords.test(text) || policyWords.test(apart(text)) || foreignPolicyWords.test(text);

const creditWords = /\b(?:insufficient|not enough) (?:credits?|balance|funds|quota)\b|余额不足|积分不足/i;

/** True where the text says that our account cannot pay. */
export const speaksOfCredit = (text: string): boolean => creditWords.test(text);

/** True where a code 500 hides a fault of the request (`docs/failure-windows.md`, section 2). */
export const speaksOfField = (text: string): boolean => fieldWords.test(text.trim());
