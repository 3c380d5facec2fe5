/**
 * Reads the data of server-sent events from the body of a response. EventSource cannot send a POST request.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<string>}
 */
export async function* events(body) {
  const reader = body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
  let buffer = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      buffer += value;
      const blocks = buffer.split(/\r?\n\r?\n/);
      buffer = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = block.split(/\r?\n/).filter((line) => line.startsWith('data:'));
        if (data.length > 0) {
          yield data.map((line) => line.slice(5).replace(/^ /, '')).join('\n');
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
