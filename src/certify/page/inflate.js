/**
 * Data as it lies in a ZIP file, unpacked; never more than it says it is.
 *
 * @param {Blob} data
 * @param {number} size - what it must unpack to
 * @returns {Promise<Uint8Array | undefined>} undefined when it is broken or another size
 */
export async function inflateRaw(data, size) {
  const whole = new Uint8Array(size);
  let at = 0;
  try {
    const reader = data.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > size) {
        await reader.cancel();
        return undefined;
      }
      whole.set(value, at);
      at += value.length;
    }
  } catch {
    // TypeError or ZLIB error, by browser: not deflated data.
    return undefined;
  }
  return at === size ? whole : undefined;
}

/**
 * Data packed with zlib, as the streams of a PDF are.
 *
 * @param {Uint8Array} data
 * @param {number} limit - bytes it may unpack to
 * @returns {Promise<Uint8Array | undefined>} undefined when it is broken or larger
 */
export async function inflateZlib(data, limit) {
  const chunks = [];
  let size = 0;
  try {
    const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > limit) {
        await reader.cancel();
        return undefined;
      }
      chunks.push(value);
    }
  } catch {
    // TypeError or ZLIB error, by browser: not zlib data.
    return undefined;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
