/**
 * A page with the part between `<!-- NAME:start -->` and `<!-- NAME:end -->` made anew; as it is when it has no such marks.
 */
export function withPart(page: string, name: string, part: string): string {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) return page;
  return `${before}${start}\n${part}${end}${after}`;
}
