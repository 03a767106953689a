/** Stands for build/server.js in the Worker's tests, so that they need no build: every page is one recognisable line. */
export const server = {
  init: () => Promise.resolve(),
  async respond(request: Request): Promise<Response> {
    return new Response(`page ${new URL(request.url).pathname}`, { headers: { "content-type": "text/html" } });
  },
};
