/**
 * Models that talk, in the provider's list of 2026-10-01 beside those that make pictures, films and sounds. They answer
 * at once, on endpoints of their own, and are none of our business.
 */
export const chatModels: readonly string[] = `
gemini-2.5-pro gemini-3-pro gemini-3.1-pro gemini-3-5-flash gemini-3-5-flash-openai gemini-3-6-flash
gemini-3-6-flash-openai gemini-3-7-flash gemini-3-7-flash-openai gemini-3-8-flash gemini-3-8-flash-openai
gpt-5-2 gpt-5-5 gpt-5-6-sol gpt-5-6-terra gpt-5-6-luna gpt-6-astra gpt-6-luna gpt-6-sol gpt-6-1-sol
claude-haiku-4-5 claude-sonnet-4-5 claude-sonnet-4-6 claude-sonnet-5 claude-sonnet-5-5 claude-opus-4-5
claude-opus-4-6 claude-opus-4-7 claude-opus-4-8 claude-opus-5 claude-opus-5-5 claude-fable-5
grok-4-5 grok-4-6 grok-4-7 kimi-k3 deepseek-v4-1-flash
`
  .trim()
  .split(/\s+/);
