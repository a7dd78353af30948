// Devices with the published client on each. A line of JSON on standard input asks one device to do
// something; the answer is a line on standard output with the same id. Lines are worked on side by
// side, as devices are.
import { createInterface } from 'node:readline';
import { AuthClient } from '@supabase/auth-js';
import { Listening, wholeClient } from './frontend.mjs';

const [, , gateway] = process.argv;
const KEY = 'sb_publishable_system_tests'; // supabase-js sends its key as a Bearer token too
const SECRETS = new Set([
  'access_token', 'auth_code', 'code_verifier', 'current_password', 'email_otp', 'hashed_token',
  'id_token', 'nonce', 'password', 'provider_refresh_token', 'provider_token', 'refresh_token',
  'token', 'token_hash',
]);

const devices = new Map();
let secrets = []; // what went over the wire since the last answer

function note(value) {
  for (const [name, inner] of Object.entries(value ?? {})) {
    if (SECRETS.has(name) && typeof inner === 'string') {
      secrets.push({ kind: name, value: inner });
    } else if (typeof inner === 'object') {
      note(inner);
    }
  }
}

class Device {
  requests = [];
  events = [];

  constructor(options, whole, storage) {
    this.options = options;
    this.whole = whole;
    this.storage = new Map(storage);
    this.load();
  }

  load() {
    const auth = {
      storage: {
        getItem: (key) => this.storage.get(key) ?? null,
        setItem: (key, value) => void this.storage.set(key, value),
        removeItem: (key) => void this.storage.delete(key),
      },
      autoRefreshToken: false, // a story says when
      ...this.options,
    };
    const fetch = (url, init) => this.fetch(url, init);
    if (this.whole) {
      this.client = wholeClient(gateway, KEY, auth, fetch);
      this.signIn = this.client.auth;
    } else {
      const headers = { apikey: KEY, Authorization: `Bearer ${KEY}` };
      this.client = new AuthClient({ url: `${gateway}/auth/v1`, headers, fetch, ...auth });
      this.signIn = this.client;
    }
    this.signIn.onAuthStateChange((event) => void this.events.push(event));
  }

  async fetch(url, init) {
    note(init.body && JSON.parse(init.body));
    const response = await fetch(url, init);
    const { pathname, search } = new URL(url);
    this.requests.push(`${init.method} ${pathname}${search} ${response.status}`);
    if (response.headers.get('content-type')?.includes('json')) {
      note(await response.clone().json());
    }
    return response;
  }

  call(method, args) {
    const path = method.split('.');
    const owner = path.slice(0, -1).reduce((object, name) => object[name], this.client);
    return owner[path.at(-1)](...args);
  }

  // The page is loaded at an address, and the client in it looks at what the address holds.
  async land(address) {
    const location = new URL(address);
    const history = { state: null, replaceState: (state, title, url) => (location.href = url) };
    globalThis.window = { location, history };
    globalThis.document = { visibilityState: 'hidden' };
    try {
      this.load();
      const { error } = await this.signIn.initialize();
      return { data: { address: location.href }, error };
    } finally {
      delete globalThis.window;
      delete globalThis.document;
    }
  }

  listen() {
    this.listening = new Listening();
    return this.listening.to(this.client);
  }

  // What happened since this was asked for last.
  seen() {
    const data = { requests: this.requests, events: this.events };
    this.requests = [];
    this.events = [];
    return { data, error: null };
  }
}

function act({ act, device, options, whole, like, method, args, address }) {
  switch (act) {
    case 'open':
      devices.set(device, new Device(options, whole, devices.get(like)?.storage));
      return { data: null, error: null };
    case 'call':
      return devices.get(device).call(method, args);
    case 'land':
      return devices.get(device).land(address);
    case 'listen':
      return devices.get(device).listen();
    case 'heard':
      return { data: devices.get(device).listening.heard, error: null };
    case 'leave':
      return devices.get(device).listening.leave();
    case 'seen':
      return devices.get(device).seen();
    default:
      throw new Error(`no device can ${act}`);
  }
}

// With all that the client's users look at.
async function plain(error) {
  if (!error) {
    return null;
  }
  const { name, message, status, code, reasons, details, hint, context } = error;
  const told = { name, message, status, code, reasons, details, hint };
  if (context instanceof Response) {
    told.context = { status: context.status, body: await context.json() };
  }
  return told;
}

async function answer(line) {
  const order = JSON.parse(line);
  let said;
  try {
    const { data = null, error } = await act(order);
    said = { id: order.id, data, error: await plain(error) };
  } catch (thrown) {
    said = { id: order.id, thrown: thrown.stack };
  }
  said.secrets = secrets;
  secrets = [];
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

delete globalThis.BroadcastChannel; // it joins tabs of one browser; these are devices apart
console.log = console.error; // standard output is for answers
createInterface({ input: process.stdin }).on('line', answer).on('close', () => process.exit());
