/** All that HTTPS takes, in one load. */
export { listenHttps } from "./https-listener.ts";
export { loadIdentityKey } from "./identity-key.ts";
export { createServerCertificates } from "./server-certificates.ts";
