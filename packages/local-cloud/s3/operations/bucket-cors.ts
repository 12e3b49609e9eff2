import { receiveText } from '../body.ts';
import { bucketOf, type Operation } from '../call.ts';
import { S3Error } from '../errors.ts';
import { xmlReply } from '../reply.ts';
import type { CorsRule } from '../store/records.ts';
import { branch, childrenOf, childText, leaf, parseXml, type XmlElement } from '../xml.ts';

const methods = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];

const texts = (element: XmlElement, name: string): string[] =>
  childrenOf(element, name).map((child) => child.text.trim());

function readRule(element: XmlElement): CorsRule {
  const maxAge = childText(element, 'MaxAgeSeconds');
  const rule: CorsRule = {
    id: childText(element, 'ID'),
    allowedOrigins: texts(element, 'AllowedOrigin'),
    allowedMethods: texts(element, 'AllowedMethod'),
    allowedHeaders: texts(element, 'AllowedHeader'),
    exposeHeaders: texts(element, 'ExposeHeader'),
    maxAgeSeconds: maxAge === undefined ? undefined : Number(maxAge),
  };
  if (rule.allowedOrigins.length === 0 || rule.allowedMethods.length === 0) throw new S3Error('MalformedXML');
  const unknown = rule.allowedMethods.find((method) => !methods.includes(method));
  if (unknown === undefined) return rule;
  throw new S3Error(
    'InvalidRequest',
    `Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`,
  );
}

const writeRule = (rule: CorsRule): string =>
  branch('CORSRule', [
    rule.id === undefined ? '' : leaf('ID', rule.id),
    ...rule.allowedOrigins.map((origin) => leaf('AllowedOrigin', origin)),
    ...rule.allowedMethods.map((method) => leaf('AllowedMethod', method)),
    ...(rule.allowedHeaders ?? []).map((name) => leaf('AllowedHeader', name)),
    ...(rule.exposeHeaders ?? []).map((name) => leaf('ExposeHeader', name)),
    rule.maxAgeSeconds === undefined ? '' : leaf('MaxAgeSeconds', rule.maxAgeSeconds),
  ]);

/** PutBucketCors: replaces the rules. */
export const putBucketCors: Operation = async (call) => {
  const bucket = bucketOf(call);
  const root = parseXml(await receiveText(call.request, call.proof));
  const rules = childrenOf(root, 'CORSRule');
  if (root.name !== 'CORSConfiguration' || rules.length === 0) throw new S3Error('MalformedXML');
  await bucket.configure({ cors: rules.map(readRule) });
  return { status: 200 };
};

/** GetBucketCors: the rules, if any. */
export const getBucketCors: Operation = async (call) => {
  const { cors } = bucketOf(call).record;
  if (!cors?.length) throw new S3Error('NoSuchCORSConfiguration');
  return xmlReply('CORSConfiguration', cors.map(writeRule));
};

/** DeleteBucketCors: no rules any more. */
export const deleteBucketCors: Operation = async (call) => {
  await bucketOf(call).configure({ cors: [] });
  return { status: 204 };
};
