/**
 * Answers as no page describes them and as users of such services have met them, by the word that asks for them. In a text
 * `{id}` stands for the id of the job, `{url}` for the address of its first file, and `{urls}` for a JSON list of all.
 */

/** What is answered to a create call that made a job. */
export const oddCreates = {
  'create-task-id': '{"code":200,"msg":"success","data":{"task_id":"{id}"}}',
  'create-msg-object': '{"code":200,"msg":{"en":"success","zh":"成功"},"data":{"taskId":"{id}"}}',
  'create-id': '{"code":200,"msg":"success","data":{"id":"{id}"}}',
  'create-text': '{"code":200,"msg":"success","data":"{id}"}',
  'create-list': '{"code":200,"msg":"success","data":[{"taskId":"{id}"}]}',
  'create-nested': '{"code":200,"data":{"task":{"id":"{id}","status":"queued"}}}',
  'create-flat': '{"success":true,"taskId":"{id}"}',
  'create-code-text': '{"code":"200","msg":"success","data":{"recordId":"{id}"}}',
  'create-code-0': '{"code":0,"message":"ok","data":{"taskId":"{id}"}}',
  'create-bom': '\uFEFF{"code":200,"msg":"success","data":{"taskId":"{id}"}}',
  'create-gzip': '{"code":200,"msg":"success","data":{"taskId":"{id}"}}',
  'create-cut': '{"code":200,"msg":"success","data":{"taskId":"{id}"',
  'create-500-naming': '{"code":500,"msg":"Server exception","data":{"taskId":"{id}"}}',
  'create-429-naming': '{"code":429,"msg":"Too many requests","data":{"task_id":"{id}"}}',
  'create-msg-naming': '{"code":500,"msg":"Timeout after the creation of taskId: {id}","data":null}',
} as const;

/** What is answered to a create call that makes no job. */
export const oddRefusals = {
  'refused-run-together':
    '{"code":500,"msg":"AudioSensitiveContentDetected.PolicyViolation: the request failed","data":null}',
  'refused-code-words': '{"code":"InputTextSensitiveContentDetected","message":"no","data":null}',
  'refused-chinese': '{"code":500,"msg":"输入内容包含敏感信息，请修改后重试","data":null}',
  'refused-in-200': '{"code":200,"msg":"Your prompt was flagged by our safety system","data":null}',
  'refused-error-object':
    '{"error":{"code":"content_policy_violation","message":"Rejected by the safety system"}}',
} as const;

const success = (result: string): string =>
  `{"code":200,"msg":"success","data":{"taskId":"{id}","state":"success",${result},"creditsConsumed":4}}`;
const failure = (words: string): string => `{"code":200,"msg":"success","data":{"taskId":"{id}",${words}}}`;

/** What is answered to whoever asks after a job that has ended. */
export const oddRecords = {
  'record-failed': failure('"state":"failed","failCode":"500","failMsg":"gone wrong"'),
  'record-code-only': failure('"state":"kaputt","failCode":"422","failMsg":"gone wrong"'),
  'record-emoji': failure(`"state":"fail","failCode":"500","failMsg":"${'x'.repeat(499)}🦊 tail"`),
  'record-half-character': failure('"state":"fail","failCode":"500","failMsg":"half \\ud83e of a fox"'),
  'record-run-together': failure(
    '"state":"fail","failCode":"AudioSensitiveContentDetected.PolicyViolation","failMsg":"the request failed"',
  ),
  'record-chinese': failure('"state":"fail","failCode":"500","failMsg":"生成内容违规"'),
  'record-completed': success('"resultJson":"{\\"resultUrls\\":{urls-escaped}}"').replace(
    '"state":"success"',
    '"state":"COMPLETED"',
  ),
  'record-files-only': success('"resultJson":"{\\"resultUrls\\":{urls-escaped}}"').replace(
    '"state":"success"',
    '"state":"fertig"',
  ),
  'record-images': success('"response":{"images":{urls}}'),
  'record-objects': success('"response":{"files":[{"url":"{url}","width":1024}]}'),
  'record-output': success('"output":"{url}"'),
  'record-double': success('"resultJson":"\\"{\\\\\\"resultUrls\\\\\\":[\\\\\\"{url}\\\\\\"]}\\""'),
  'record-bom': `\uFEFF${success('"response":{"resultUrls":{urls}}')}`,
  'record-gzip': success('"response":{"resultUrls":{urls}}'),
  'record-400': '{"code":400,"msg":"Your prompt was flagged by the content policy","data":null}',
  'record-422': '{"code":422,"msg":"The content violates our guidelines","data":null}',
  'record-451': '{"code":451,"msg":"Failed to fetch the image","data":null}',
  'record-531': '{"code":531,"msg":"Upstream failure","data":null}',
} as const;

/** All words that ask for one. */
export const oddWords: readonly string[] = [oddCreates, oddRefusals, oddRecords].flatMap((group) =>
  Object.keys(group),
);
