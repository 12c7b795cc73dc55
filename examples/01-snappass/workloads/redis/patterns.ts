/** A Redis key pattern (`*`, `?`, `[a-z]`, `[^a]`, `\` before a literal) as a test of a key. */
export function matcher(pattern: string): (key: string) => boolean {
  const parts = pattern.match(/\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]/g) ?? [];
  const tokens = parts.map(readToken);
  return (key) => matches(tokens, key);
}

type Token = "any" | ((letter: string) => boolean);

function readToken(part: string): Token {
  if (part === "*") return "any";
  if (part === "?") return () => true;
  if (part.length > 1 && part.startsWith("[")) return readSet(part.slice(1, -1));
  const literal = part.length === 2 ? part.slice(1) : part;
  return (letter) => letter === literal;
}

function readSet(inside: string): Token {
  const negated = inside.startsWith("^");
  const members = (negated ? inside.slice(1) : inside).match(/\\.|[\s\S]-[\s\S]|[\s\S]/g) ?? [];
  const ranges = members.map((member) => {
    const [first = "", last = ""] = [
      ...(member.startsWith("\\") ? member.slice(1) : member.replace(/(.)-/s, "$1")),
    ];
    return first <= (last || first) ? { first, last: last || first } : { first: last, last: first };
  });
  return (letter) => ranges.some(({ first, last }) => first <= letter && letter <= last) !== negated;
}

/** Walks once, going back only to the last `*`, so that no pattern takes exponential time. */
function matches(tokens: readonly Token[], key: string): boolean {
  let token = 0;
  let starToken = -1;
  let starAt = 0;
  let at = 0;
  while (at < key.length) {
    const current = tokens[token];
    if (current === "any") {
      starToken = token;
      starAt = at;
      token += 1;
    } else if (current?.(key.charAt(at))) {
      token += 1;
      at += 1;
    } else if (starToken !== -1) {
      starAt += 1;
      at = starAt;
      token = starToken + 1;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every((rest) => rest === "any");
}
