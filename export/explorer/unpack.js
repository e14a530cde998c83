// What is compressed in the page: data, and the library that draws. Nothing is parsed before it is needed.

/** Unpack the text that an element of the page holds: Base64, deflate, UTF-8. */
async function unpack(id) {
  const element = byId(id);
  const packed = atob(element.textContent);
  element.remove(); // held once, not twice
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at += 1) bytes[at] = packed.charCodeAt(at);
  const inflating = new DecompressionStream('deflate');
  const writer = inflating.writable.getWriter(); // a blob would go by way of another process
  writer.write(bytes);
  writer.close();
  return new Response(inflating.readable).text();
}

const unpackJson = async (id) => JSON.parse(await unpack(id));

/** Run the library; the policy of the page allows it by its hash and nothing else. */
async function runLibrary() {
  const source = await unpack('library');
  document.head.append(el('script', {}, source));
}
