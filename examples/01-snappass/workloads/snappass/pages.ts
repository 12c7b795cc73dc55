import { createHash } from "node:crypto";
import { defaultLifeSeconds } from "./bodies.ts";
import { type Html, html, raw } from "./html.ts";
import { maxSecretBytes } from "./secrets.ts";
import { script, style } from "./style.ts";

const lives = [
  { seconds: 3600, name: "1 hour" },
  { seconds: 24 * 3600, name: "1 day" },
  { seconds: 7 * 24 * 3600, name: "1 week" },
] as const;

const lock = raw(
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">' +
    '<rect x="4" y="10" width="16" height="11" rx="2.5"/><path d="M8 10V7a4 4 0 0 1 8 0v3"/><path d="M12 14.5v2.5"/></svg>',
);

const icon = `data:image/svg+xml,${encodeURIComponent(lock.html.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"').replace("currentColor", "#0b6e5f"))}`;

/** What pages may load and run: only what they carry themselves. */
export const contentSecurityPolicy: string = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The form to share a secret; `fault` says what was wrong with the last try. */
export function sharePage(fault?: string): Html {
  return page(
    "Share a secret",
    html`<h1>Share a secret, once</h1>
<p class="lead">You get a link. Whoever reveals it first reads the secret; after that it is gone.</p>
${fault ? [warning(fault)] : []}
<form method="post" action="/">
<label class="title" for="secret">Secret</label>
<textarea id="secret" name="secret" required autofocus maxlength="${maxSecretBytes}" autocomplete="off" spellcheck="false"></textarea>
<fieldset><legend>If nobody reads it, forget it after</legend><div class="choices">${lives.map(lifeChoice)}</div></fieldset>
<button class="wide">Make the link</button>
</form>`,
  );
}

/** The link of a secret that was stored. */
export function linkPage({ url, lifeSeconds }: { url: string; lifeSeconds: number }): Html {
  const life = lives.find(({ seconds }) => seconds === lifeSeconds)?.name ?? `${lifeSeconds} seconds`;
  return page(
    "Your link",
    html`<h1>Your link is ready</h1>
<p class="lead">Send it to one person. It works once, and ends after ${life}.</p>
<label class="title" for="link">Link</label>
<div class="row"><input type="text" id="link" readonly value="${url}"><button class="plain" data-copies="link" hidden>Copy</button></div>
<p class="note">Do not reveal it yourself to check: whoever does so first is the only one.</p>
<a class="button" href="/">Share another</a>`,
  );
}

/** The page behind a link. The secret stays where it is until the button is pressed, so that link previews do not use it up. */
export function revealPage(key: string): Html {
  return page(
    "A secret for you",
    html`<h1>Somebody shared a secret with you</h1>
<p class="lead">You can read it once. As soon as it is shown it is deleted, and this link stops working.</p>
<form method="post" action="/${key}"><button class="wide">Reveal the secret</button></form>`,
  );
}

/** The secret itself. */
export function secretPage(secret: string): Html {
  return page(
    "The secret",
    html`<h1>The secret</h1>
<p class="note">It is deleted now: keep it somewhere safe before you leave this page.</p>
<pre id="text" tabindex="0" aria-label="The secret">
${secret}</pre>
<div class="actions"><button data-copies="text" hidden>Copy</button><a href="/">Share a secret of your own</a></div>`,
  );
}

/** For a key that opens nothing: it never says which of the reasons it is. */
export function gonePage(): Html {
  return page(
    "No such secret",
    html`<h1>There is no secret here</h1>
<p class="lead">It was read already, its time ran out, or the link is incomplete. Ask the sender for a new one.</p>
<a class="button" href="/">Share a secret</a>`,
  );
}

/** For everything that went wrong otherwise. */
export function faultPage(message: string): Html {
  return page(
    "Something went wrong",
    html`<h1>That did not work</h1>${warning(message)}<a class="button" href="/">Back to the start</a>`,
  );
}

function lifeChoice({ seconds, name }: { seconds: number; name: string }): Html {
  const checked = raw(seconds === defaultLifeSeconds ? " checked" : "");
  return html`<label><input type="radio" name="ttlSeconds" value="${seconds}"${checked}><span>${name}</span></label>`;
}

function warning(message: string): Html {
  return html`<p class="note warn" role="alert">${message.charAt(0).toUpperCase() + message.slice(1)}.</p>`;
}

function page(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · SnapPass</title><meta name="robots" content="noindex"><link rel="icon" href="${icon}"><style>${raw(style)}</style></head>
<body><main><a class="brand" href="/">${lock}SnapPass</a><div class="card">${content}</div></main>
<footer>Encrypted with a key that is only in the link.</footer><script>${raw(script)}</script></body></html>
`;
}
