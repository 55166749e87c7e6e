/** Whether a host is one of AWS's own, in whatever partition. */
export function isAmazonHost(host: string): boolean {
  return /(^|\.)(amazonaws\.(com|com\.cn|eu)|api\.aws|api\.amazonwebservices\.com\.cn)$/.test(host);
}

/**
 * Whether an endpoint is somebody else's than AWS's: a proxy, a test double, or whoever set AWS_ENDPOINT_URL. Keys from there are that
 * somebody's word. Plain HTTP counts too, for anybody on the way can then answer.
 */
export function isCustomEndpoint(endpoint: string): boolean {
  try {
    const { hostname, protocol } = new URL(endpoint);
    return protocol !== 'https:' || !isAmazonHost(hostname);
  } catch {
    return true;
  }
}
