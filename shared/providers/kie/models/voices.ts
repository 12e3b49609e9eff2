/** Voices of ElevenLabs, by id. */
export const voices: readonly string[] = [
  'EkK5I93UQWFDigLMpZcX Z3R5wn05IrDiVCyEkUrK NNl6r8mD7vthiJatiJt1 YOq2y2Up4RgXP2HyXjE5',
  'B8gJV1IhpuegLxdpXFOE 2zRM7PkgwBPiau2jvVXc 1SM7GgM6IMuvQlz2BwM3 5l5f8iK3YPeGga21rQIX',
  'scOwDtmlUjD3prqpp97I NOpBlnGInO9m6vDvFkFC BZgkqPqms7Kj9ulSkVzn wo6udizrrtpIxWGp2qJk',
  'gU0LNdkMOQCOrPrwtbee DGzg6RaUqxGRTHSBjfgF x70vRnQBMBu4FAYhjJbO Sm1seazb4gs7RSlUVw7c',
  'P1bg08DkjqiVEzOn76yG qDuRKMlYmrm8trt5QyBn qXpMhyvQqiRxWQs4qSSB TX3LPaxmHKxFdv7VOQHJ',
  'N2lVS1w4EtoT3dr4eOWO FGY2WhTYpPnrIDTdsKH5 kPzsL2i3teMYv0FxEYQ6 UgBBYS2sOqTuMpoF3BR0',
  'hpp4J3VqNfWAUOO0d1Us nPczCjzI2devNBz1zQrb uYXf8XasLslADfZ2MB4u gs0tAILXbY5DNrJrsM6F',
  'DTKMou8ccj1ZaWGBiotd vBKc2FfBKJfcZNyEt1n6 DYkrAHD8iwork3YSUBbs 56AoDkrOh6qfVPDXZ7Pt',
  'eR40ATw9ArzDf9h3v7t7 g6xIsTj2HwM6VR4iXFCw lcMyyd2HUfFzxdCaC4Ta 6aDn1KB0hjpdcocrUkmq',
  'Sq93GQT4X1lKDXsQcixO flHkNRp1BlvT73UL6gyz 9yzdeviXkFddZ4Oz8Mok pPdl9cQBQq4p6mRkZy2Z',
  'zYcjlYFOd3taleS0gkk3 nzeAacJi50IvxcyDnMXa ruirxsoakN0GWmGNIo04 TC0Zp7WVFzhA8zpTlRqV',
  'ljo9gAlSqKOvF6D8sOsX PPzYpIqttlTYA83688JI 8JVbfL6oEdmuxKn5DK2C iCrDUkL56s3C8sCRl7wb',
  'wJqPPQ618aTW29mptyoc EiNlNiXeDU1pqqOPrYMO 4YYIPFl9wE5c4L2eu2Gb 6F5Zhi321D3Oq7v1oNT4',
  'YXpFCvM1S3JbWEJhoskW LG95yZDEHg6fCZdQjLqj CeNX9CMwmxDxUF5Q2Inm aD6riP1btT197c6dACmy',
  'mtrellq69YZsNwzUSyXh dHd5gvgSOzSfduK4CvEg eVItLK1UvXctxuaRV2Oq esy0r39YPLQjOczyOib8',
  'Tsns2HvNFKfGiNjllgqo 1U02n4nD6AdIZ9CjF053 AeRdCCKzvd23BpJoofzx LruHrtVF6PSyGItzMNHS',
  '1wGbFxmAM3Fgw63G1zZJ hqfrgApggtO1785R4Fsn MJ0RnG71ty4LH3dvNfSd',
].flatMap((line) => line.split(' '));

/** The voice that is used where none is named. */
export const usualVoice = 'EkK5I93UQWFDigLMpZcX';

/** Older names of voices: still taken, no longer offered. */
export const voiceNames: readonly string[] = [
  'Rachel Aria Roger Sarah Laura Charlie George Callum River Liam Charlotte Alice Matilda Will',
  'Jessica Eric Chris Brian Daniel Lily Bill',
].flatMap((line) => line.split(' '));

/** Languages that ElevenLabs speaks (ISO 639). */
export const languages: readonly string[] = [
  'af ar hy as az be bn bs bg ca ceb ny hr cs da nl en et fil fi fr gl ka de el gu ha he hi hu is',
  'id ga it ja jv kn kk ky ko lv ln lt lb mk ms ml zh mr ne no ps fa pl pt pa ro ru sr sd sk sl so',
  'es sw sv ta te th tr uk ur vi cy',
].flatMap((line) => line.split(' '));

/** Voices of Gemini. */
export const geminiVoices: readonly string[] = [
  'Achernar Achird Algenib Algieba Alnilam Aoede Autonoe Callirrhoe Charon Despina Enceladus',
  'Erinome Fenrir Gacrux Iapetus Kore Laomedeia Leda Orus Puck Pulcherrima Rasalgethi Sadachbia',
  'Sadaltager Schedar Sulafat Umbriel Vindemiatrix Zephyr Zubenelgenubi',
].flatMap((line) => line.split(' '));

/** Effects of PixVerse; each fixes the length of the film. */
export const templates: readonly string[] = [
  '412736208886848 411563216524736 411316927927040 411174903569216 410999246341952 408891141511104',
  '410317363057408 410285445698304 410133101388544 409899296377728 408897485909952 408869061406656',
  '408661207662528 409767750265728 409766559675264 409589071559552 407804339389760 407658863287616',
  '407474361215744 407473438360320 407467702283008 385844572217469 406428904874432 406423682060736',
  '406411724685760 406372274350528 406218913317312 406218479198656 406064763308480 406413607395776',
  '405662117814720 406014934000064 405658369331648 405321470423488 405175211454656 404955806201792',
  '404820147974080 398980393937856 403916646846400 403739217192896 403560060358144 403556618212098',
  '398965022284579 402201060373270 403085292466285 402061828030966 402888569901524 402155676592228',
  '402047865383360 402046136040202',
].flatMap((line) => line.split(' '));
