/** What `vite build` leaves in build/server.js (web/adapter.ts): the site as one function from request to response. */
export declare const server: {
  init(options: { env: object }): Promise<void>;
  respond(request: Request, options: { platform: object; getClientAddress: () => string }): Promise<Response>;
};
