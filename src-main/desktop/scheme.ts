import { protocol } from 'electron';
import { pageResponse } from '../page/response.ts';

const scheme = 'app';
const host = 'blockwright';

/** Where the window finds the page. */
export const pageAddress = `${scheme}://${host}/`;

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers the page's addresses from out/renderer. Must run once the app is ready. */
export function servePage(folder: string): void {
  protocol.handle(scheme, (request) => {
    const url = new URL(request.url);
    if (url.host !== host || request.method !== 'GET') return new Response(null, { status: 404 });
    return pageResponse(folder, url.pathname);
  });
}
