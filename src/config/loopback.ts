const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/** Whether what is sent to this host never leaves the computer. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Whether what is sent there can be read on its way. */
export function isClear(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !isLoopback(hostname);
}
