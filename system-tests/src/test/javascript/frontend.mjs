// The whole client, and what the original frontend did with it.
import { createClient } from '@supabase/supabase-js';

// Before Node 22 there is no WebSocket, and without one the client cannot be made.
class NoSocket {
  constructor() {
    throw new Error('nobody subscribes to Realtime here');
  }
}

export function wholeClient(gateway, key, auth, fetch) {
  return createClient(gateway, key, { auth, global: { fetch }, realtime: { transport: NoSocket } });
}

// Live updates, read from the response that functions.invoke hands out.
export class Listening {
  heard = [];
  #abort = new AbortController();

  async to(client) {
    const options = { method: 'GET', signal: this.#abort.signal };
    const { data: response, error } = await client.functions.invoke('events', options);
    if (error) {
      return { data: null, error };
    }
    this.ended = this.#read(response.body);
    return { data: { type: response.headers.get('content-type') }, error: null };
  }

  // What the page's own reading of the stream comes to.
  async leave() {
    this.#abort.abort();
    return { data: { reading: await this.ended }, error: null };
  }

  async #read(body) {
    let rest = '';
    try {
      for await (const text of body.pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop();
        this.heard.push(...blocks.map(event).filter(({ data }) => data !== undefined));
      }
      return 'ended';
    } catch (error) {
      return error.name;
    }
  }
}

function event(block) {
  const { event: name, id, data } = Object.fromEntries(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
  return { name, id, data: data && JSON.parse(data) };
}
