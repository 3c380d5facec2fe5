/** The request of the page as code to copy. */

/** Fields with a parameter of their own in OpenAI's clients; the others are extra fields. */
const STANDARD = new Set([
  'model',
  'prompt',
  'max_tokens',
  'temperature',
  'top_p',
  'seed',
  'best_of',
  'presence_penalty',
  'frequency_penalty',
]);

/** @typedef {'curl' | 'Python' | 'Java' | 'JavaScript'} Language */

/** @type {Language[]} */
export const LANGUAGES = ['curl', 'Python', 'Java', 'JavaScript'];

/**
 * @param {Language} language
 * @param {Record<string, unknown>} body
 * @param {{base: string, stream: boolean, key: boolean}} options base: the URL before /completions; key: whether a key is needed
 */
export function code(language, body, options) {
  switch (language) {
    case 'curl':
      return curl(body, options);
    case 'Python':
      return python(body, options);
    case 'Java':
      return java(body, options);
    default:
      return javascript(body, options);
  }
}

/** @typedef {Parameters<typeof code>[2]} Options */

/**
 * @param {Record<string, unknown>} body
 * @param {Options} options
 */
function curl(body, { base, stream, key }) {
  const json = JSON.stringify(stream ? { ...body, stream: true } : body, null, 2).replace(/'/g, "'\\''");
  const header = key ? ` \\\n  -H "Authorization: Bearer $INKWELL_API_KEY"` : '';
  return `curl ${stream ? '-N ' : ''}${base}/completions \\\n  -H 'Content-Type: application/json'${header} \\\n  -d '${json}'`;
}

/**
 * @param {Record<string, unknown>} body
 * @param {Options} options
 */
function python(body, { base, stream, key }) {
  const own = Object.entries(body).filter(([name]) => STANDARD.has(name));
  const extra = Object.fromEntries(Object.entries(body).filter(([name]) => !STANDARD.has(name)));
  const lines = own.map(([name, value]) => `    ${name}=${pythonValue(value)},`);
  if (Object.keys(extra).length > 0) {
    lines.push(`    extra_body=${pythonValue(extra)},`);
  }
  const client = [
    key ? 'import os\n\nfrom openai import OpenAI' : 'from openai import OpenAI',
    '',
    `client = OpenAI(base_url="${base}", api_key=${key ? 'os.environ["INKWELL_API_KEY"]' : '"none"'})`,
  ];
  const call = stream
    ? [
        'chunks = client.completions.create(',
        ...lines,
        '    stream=True,',
        ')',
        'for chunk in chunks:',
        '    print(chunk.choices[0].text, end="", flush=True)',
      ]
    : ['completion = client.completions.create(', ...lines, ')', 'print(completion.choices[0].text)'];
  return [...client, ...call].join('\n');
}

/** @param {unknown} value @returns {string} */
function pythonValue(value) {
  if (Array.isArray(value)) {
    return `[${value.map(pythonValue).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, each]) => `${JSON.stringify(name)}: ${pythonValue(each)}`)
      .join(', ')}}`;
  }
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);
}

/**
 * @param {Record<string, unknown>} body
 * @param {Options} options
 */
function java(body, { base, stream, key }) {
  const calls = Object.entries(body).map(([name, value]) => {
    if (STANDARD.has(name) && !Array.isArray(value)) {
      const suffix = ['max_tokens', 'seed', 'best_of'].includes(name) ? 'L' : '';
      return `    .${name.replace(/_(.)/g, (_, letter) => letter.toUpperCase())}(${JSON.stringify(value)}${suffix})`;
    }
    return `    .putAdditionalBodyProperty(${JSON.stringify(name)}, JsonValue.from(${javaValue(value)}))`;
  });
  const secret = key ? 'System.getenv("INKWELL_API_KEY")' : '"none"';
  const head = [
    'OpenAIClient client = OpenAIOkHttpClient.builder()',
    `    .baseUrl("${base}").apiKey(${secret}).build();`,
    'CompletionCreateParams params = CompletionCreateParams.builder()',
    ...calls,
    '    .build();',
  ];
  const print = '.choices().forEach((choice) -> System.out.print(choice.text()))';
  const tail = stream
    ? [
        'try (StreamResponse<Completion> chunks = client.completions().createStreaming(params)) {',
        `    chunks.stream().forEach((chunk) -> chunk${print});`,
        '}',
      ]
    : [`client.completions().create(params)${print};`];
  return [...head, ...tail].join('\n');
}

/** @param {unknown} value @returns {string} */
function javaValue(value) {
  if (Array.isArray(value)) {
    return `List.of(${value.map(javaValue).join(', ')})`;
  }
  if (typeof value === 'object' && value !== null) {
    // Map.of has at most ten entries.
    return `Map.ofEntries(${Object.entries(value)
      .map(([name, each]) => `Map.entry(${JSON.stringify(name)}, ${javaValue(each)})`)
      .join(', ')})`;
  }
  return JSON.stringify(value);
}

/**
 * @param {Record<string, unknown>} body
 * @param {Options} options
 */
function javascript(body, { base, stream, key }) {
  const lines = Object.entries(body).map(([name, value]) => `  ${name}: ${JSON.stringify(value)},`);
  const secret = key ? 'process.env.INKWELL_API_KEY' : "'none'";
  const head = [
    "import OpenAI from 'openai';",
    '',
    `const client = new OpenAI({ baseURL: '${base}', apiKey: ${secret} });`,
  ];
  const call = stream
    ? [
        'const chunks = await client.completions.create({',
        ...lines,
        '  stream: true,',
        '});',
        'for await (const chunk of chunks) {',
        "  process.stdout.write(chunk.choices[0]?.text ?? '');",
        '}',
      ]
    : [
        'const completion = await client.completions.create({',
        ...lines,
        '});',
        'console.log(completion.choices[0].text);',
      ];
  return [...head, ...call].join('\n');
}
