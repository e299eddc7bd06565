import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestState } from '../../src/headless/request-state.js';

/** What a request's state is at first. */
export const pendingState: RequestState = {
  status: 'pending',
  expiresAt: '2030-01-01T00:00:00Z',
  messages: [],
  openedByScanner: false,
  nextChannel: null,
  hint: null,
};

/** A real HTTP server with the two endpoints of live state. */
export async function stateServer() {
  const asked: string[] = [];
  const open = new Set<ServerResponse>();
  const server = {
    /** What both endpoints tell. */
    state: pendingState,
    /** How streams are answered: with states, with silence, or with a refusal. */
    streams: 'work' as 'work' | 'silent' | 'refused',
    /** Status and body of `requestState` instead of the state. */
    refusal: undefined as object | undefined,
    asked,
    /** Open streams. */
    get open() {
      return open.size;
    },
    count: (endpoint: string) => asked.filter((url) => url.includes(endpoint)).length,
    /** Changes the state and tells all streams. */
    turn(state: Partial<RequestState>) {
      server.state = { ...server.state, ...state };
      for (const response of open) response.write(eventOf(server.state));
    },
    /** Breaks all streams. */
    cut() {
      for (const response of open) response.destroy();
    },
    url: '',
    close: () => {
      server.cut();
      http.closeAllConnections();
      http.close();
    },
  };
  const http = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    response.setHeader('access-control-allow-origin', '*');
    if (!url.includes('requestEvents')) {
      const body = server.refusal ?? { type: 'success', message: 'r', state: server.state };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    } else if (server.streams === 'refused') response.writeHead(503).end();
    else {
      open.add(response);
      response.on('close', () => open.delete(response));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(server.streams === 'silent' ? ':\n\n' : eventOf(server.state));
    }
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}

const eventOf = (state: RequestState) => `event: state\ndata: ${JSON.stringify(state)}\n\n`;
