// Streams a completion of a server, without packages: node completion.mjs [URL]
const url = process.argv[2] ?? 'http://localhost:8080';
const response = await fetch(`${url}/v1/completions`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ model: 'default', prompt: 'It is a truth', max_tokens: 40, stream: true, seed: 1 }),
});
if (!response.ok) {
  throw new Error(await response.text());
}
let rest = '';
for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + text).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines.filter((each) => each.startsWith('data:') && !each.includes('[DONE]'))) {
    for (const choice of JSON.parse(line.slice('data:'.length)).choices) {
      process.stdout.write(choice.text);
    }
  }
}
console.log();
