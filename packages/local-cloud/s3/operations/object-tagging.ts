import { receiveText } from '../body.ts';
import { bucketOf, keyOf, type Operation } from '../call.ts';
import { xmlReply } from '../reply.ts';
import { tagsFromXml, tagsToXml } from '../tags.ts';

/** PutObjectTagging: replaces the tags of an object. */
export const putObjectTagging: Operation = async (call) => {
  const bucket = bucketOf(call);
  bucket.get(keyOf(call));
  await bucket.tag(keyOf(call), tagsFromXml(await receiveText(call.request, call.proof)));
  return { status: 200 };
};

/** GetObjectTagging: the tags of an object, possibly none. */
export const getObjectTagging: Operation = async (call) =>
  xmlReply('Tagging', [tagsToXml(bucketOf(call).get(keyOf(call)).tags)]);

/** DeleteObjectTagging: no tags any more. */
export const deleteObjectTagging: Operation = async (call) => {
  await bucketOf(call).tag(keyOf(call), {});
  return { status: 204 };
};
